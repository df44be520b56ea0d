/** A moment as services say it, in UTC and with all its digits: many transactions take less than a millisecond. */
export function asTime(text: string): string {
  const digits = /\.(\d+)/.exec(text)?.[1] ?? ''
  return `${new Date(text).toISOString().slice(0, 19)}.${digits.padEnd(3, '0')}Z`
}

/** The same where there may be none. */
export const asTimeOrNull = (text: string | null | undefined) => (text ? asTime(text) : null)
