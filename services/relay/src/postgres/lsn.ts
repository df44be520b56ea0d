/** A place in the write-ahead log, in bytes. A number is exact for the first nine petabytes. */
export type Lsn = number

const high = 2 ** 32

export const readLsn = (bytes: Buffer, at: number): Lsn => bytes.readUInt32BE(at) * high + bytes.readUInt32BE(at + 4)

export function writeLsn(bytes: Buffer, at: number, lsn: Lsn): number {
  bytes.writeUInt32BE(Math.floor(lsn / high), at)
  return bytes.writeUInt32BE(lsn % high, at + 4)
}

/** As Postgres shows it: `16/B374D848`. */
export const showLsn = (lsn: Lsn): string => `${hex(Math.floor(lsn / high))}/${hex(lsn % high)}`

export function parseLsn(text: string): Lsn {
  const [upper, lower] = text.split('/')
  return Number.parseInt(upper ?? '', 16) * high + Number.parseInt(lower ?? '', 16)
}

const hex = (value: number) => value.toString(16).toUpperCase()
