/** Sixteen bytes as a hex dump shows them. */
export interface HexRow {
  readonly at: string
  /** As far as they make sense, and from where they don't. */
  readonly read: string
  readonly rest: string
  readonly text: string
}

const perRow = 16

/** Bytes as hex, in rows, parted at the first one that makes no sense. */
export function hexRows(base64: string, stopsAt = Number.POSITIVE_INFINITY): HexRow[] {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return Array.from({ length: Math.ceil(bytes.length / perRow) }, (_, index) => {
    const start = index * perRow
    const row = [...bytes.subarray(start, start + perRow)]
    const sound = Math.min(Math.max(stopsAt - start, 0), row.length)
    return {
      at: start.toString(16).padStart(4, '0'),
      read: row.slice(0, sound).map(hex).join(' '),
      rest: row.slice(sound).map(hex).join(' '),
      text: row.map(printed).join(''),
    }
  })
}

const hex = (byte: number) => byte.toString(16).padStart(2, '0')
const printed = (byte: number) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')
