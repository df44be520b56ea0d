const digits = Buffer.from('0123456789abcdef')
const dash = 0x2d

/** Makes the 36 characters of a UUID from its 16 bytes, always in the same buffer. */
export function uuidText(): (bytes: Buffer, at: number) => Buffer {
  const text = Buffer.alloc(36)
  return (bytes, at) => {
    for (let byte = 0, to = 0; byte < 16; byte++) {
      if (byte === 4 || byte === 6 || byte === 8 || byte === 10) text[to++] = dash
      const value = bytes[at + byte] ?? 0
      text[to++] = digits[value >> 4] ?? 0
      text[to++] = digits[value & 15] ?? 0
    }
    return text
  }
}
