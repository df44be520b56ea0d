/** What a test address does with a letter. */
export type Manner = 'takes' | 'bounces' | 'busy' | 'hangs up'

const manners = new Map<string, Manner>([
  ['bounce', 'bounces'],
  ['busy', 'busy'],
  ['hang-up', 'hangs up'],
])

/** By what stands before `@` or `+`: `bounce@example.com`, `bounce+ada@example.com`. */
export const mannerOf = (address: string): Manner =>
  manners.get(address.toLowerCase().split(/[@+]/)[0] ?? '') ?? 'takes'
