import { type Lsn, writeLsn } from './lsn.ts'

const year2000 = Date.UTC(2000, 0, 1)

/** A standby status update in its CopyData frame: everything before `confirmed` is safe elsewhere. */
export function statusUpdate(confirmed: Lsn, now: number): Buffer {
  const message = Buffer.alloc(39)
  message.write('d')
  message.writeInt32BE(message.length - 1, 1)
  message.write('r', 5)
  for (const at of [6, 14, 22]) writeLsn(message, at, confirmed)
  message.writeBigInt64BE(BigInt(now - year2000) * 1000n, 30)
  return message
}
