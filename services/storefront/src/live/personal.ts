/** What one may see of personal data: that there is some. Orders travel with it once, in OrderRequested; outside calls have it, too. */
const personal = new Set(['recipient', 'cardToken', 'card', 'to'])

/** Whether something like this may hold personal data. */
export const holdsPersonalData = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  Object.entries(data).some(([name, value]) => personal.has(name) || holdsPersonalData(value))

/** The same, with personal data blanked out. */
export function withoutPersonalData(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutPersonalData)
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, personal.has(name) ? '…' : withoutPersonalData(value)]),
  )
}
