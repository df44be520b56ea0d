import type { Catalogue } from '../../../src/api.ts'

// The goods are asked for every quarter of a minute: prices that are older were asked for in vain.
const oldAfter = 60

/** What a customer should know of prices that nobody has confirmed lately; nothing while all is well. */
export function hasAged(catalogue: Catalogue | undefined, seconds: number): string | undefined {
  if (catalogue?.from === 'own-view')
    return 'These are the prices that were last announced: nobody can confirm them now.'
  return catalogue && seconds > oldAfter ? 'These prices are old: the shop has not answered for a while.' : undefined
}

/** `12 s ago`, as somebody reads it who glances at it. */
export function agoInWords(seconds: number): string {
  if (seconds < 1) return 'now'
  if (seconds < 120) return `${Math.floor(seconds)} s ago`
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min ago`
  return `${Math.floor(seconds / 3_600)} h ago`
}
