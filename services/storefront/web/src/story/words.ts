/** `12.90 EUR` as customers read it: € 12.90. */
export function price({ minor, currency }: { readonly minor: number; readonly currency: string }): string {
  const amount = (minor / 100).toFixed(2).replace(/\d+/, grouped)
  return currency === 'EUR' ? `€ ${amount}` : `${amount} ${currency}`
}

/** A length of time in the unit in which a reader compares it: `0.6 ms`, `48 ms`, `4.2 s`, `3 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 0) return `−${duration(-milliseconds)}`
  if (milliseconds < 10) return `${Number(milliseconds.toFixed(1))} ms`
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_950) return `${(milliseconds / 1_000).toFixed(1)} s`
  if (milliseconds < 5_400_000) return `${Math.round(milliseconds / 60_000)} min`
  return `${(milliseconds / 3_600_000).toFixed(1)} h`
}

/** `3 events`, `1 event`. */
export const count = (number: number, one: string, many = `${one}s`) =>
  `${grouped(number)} ${number === 1 ? one : many}`

/** 80412 as `80 412`, with narrow spaces. */
export const grouped = (number: number | string) => String(number).replace(/\B(?=(\d{3})+$)/g, '\u202f')

/** The time of day of a moment, with milliseconds, UTC: `09:41:07.118`. */
export const clock = (moment: number | string) => new Date(moment).toISOString().slice(11, 23)
