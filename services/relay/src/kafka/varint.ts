/** How many bytes a number takes as Kafka's varint. */
export function varintSize(value: number): number {
  let rest = zigzag(value)
  let size = 1
  while (rest > 0x7f) {
    rest >>>= 7
    size++
  }
  return size
}

/** Writes a 32-bit number as Kafka's varint (zig-zag, seven bits a byte, low end first) and returns where it ends. */
export function writeVarint(target: Buffer, at: number, value: number): number {
  let rest = zigzag(value)
  let end = at
  while (rest > 0x7f) {
    target[end++] = (rest & 0x7f) | 0x80
    rest >>>= 7
  }
  target[end++] = rest
  return end
}

const zigzag = (value: number) => ((value << 1) ^ (value >> 31)) >>> 0
