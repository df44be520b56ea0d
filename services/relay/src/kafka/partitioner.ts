/** The partition of a key: murmur2 as Kafka's own clients compute it, so that every client agrees where an order lives. */
export function partitionOf(bytes: Buffer, start: number, length: number, partitions: number): number {
  return (murmur2(bytes, start, length) & 0x7fffffff) % partitions
}

const multiplier = 0x5bd1e995
const seed = 0x9747b28c | 0

/** MurmurHash2, 32 bit (Austin Appleby). */
function murmur2(bytes: Buffer, start: number, length: number): number {
  let hash = seed ^ length
  let at = start
  for (const whole = start + (length & ~3); at < whole; at += 4) {
    hash = Math.imul(hash, multiplier) ^ mixed(bytes.readInt32LE(at))
  }
  if (length & 3) hash = Math.imul(hash ^ lastBytes(bytes, at, length & 3), multiplier)
  hash = Math.imul(hash ^ (hash >>> 13), multiplier)
  return hash ^ (hash >>> 15)
}

function mixed(word: number): number {
  const product = Math.imul(word, multiplier)
  return Math.imul(product ^ (product >>> 24), multiplier)
}

function lastBytes(bytes: Buffer, at: number, count: number): number {
  let word = 0
  for (let byte = count - 1; byte >= 0; byte--) word = (word << 8) | bytes.readUInt8(at + byte)
  return word
}
