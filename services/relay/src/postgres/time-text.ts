const high = 2 ** 32
const year2000 = Date.UTC(2000, 0, 1)

/** Makes `2026-11-21T11:39:33.123Z` from a timestamptz, always in the same buffer; a transaction's rows share their time. */
export function timeText(): (bytes: Buffer, at: number) => Buffer {
  const text = Buffer.alloc(24)
  let written = Number.NaN
  return (bytes, at) => {
    const microseconds = bytes.readInt32BE(at) * high + bytes.readUInt32BE(at + 4)
    const milliseconds = Math.floor(microseconds / 1000)
    if (milliseconds !== written) text.write(new Date(milliseconds + year2000).toISOString(), 'latin1')
    written = milliseconds
    return text
  }
}
