import { createHash } from 'node:crypto'

/** Which row this is; throws when a byte of it is not as it was written (see `insertTransaction`). */
export function rowOf(payload: Buffer | null): number {
  if (payload?.length !== 248) throw new Error(`a payload has ${payload?.length} bytes instead of 248`)
  const row = Number(payload.readBigInt64BE(0))
  const digest = createHash('md5').update(String(row)).digest()
  for (let at = 8; at < payload.length; at += digest.length) {
    if (digest.compare(payload, at, at + digest.length) !== 0) throw new Error(`the payload of row ${row} has changed`)
  }
  return row
}
