import type { Breakable } from '../../../src/api.ts'

/** What there is to break: not what makes something well again, which stands beside what it mends. */
export function toBreak<Thing extends Pick<Breakable, 'id' | 'undo'>>(things: readonly Thing[]): Thing[] {
  const mends = new Set(things.map(({ undo }) => undo))
  return things.filter(({ id }) => !mends.has(id))
}
