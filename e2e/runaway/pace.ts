import { setTimeout as sleep } from 'node:timers/promises'
import type { Arrivals } from '../bench/arrivals.ts'
import { percentiles } from '../bench/percentiles.ts'

/** How long orders took from the checkout to their confirmation, in milliseconds. */
export type Pace = ReturnType<typeof percentiles>

/** Places orders at a fixed rate, and waits until all are confirmed. */
export async function paceOf(
  order: () => Promise<string>,
  { confirmed }: Pick<Arrivals, 'confirmed'>,
  { count, everyMs }: { readonly count: number; readonly everyMs: number },
): Promise<Pace> {
  const begin = performance.now()
  const placed = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const due = begin + index * everyMs
      await sleep(Math.max(0, due - performance.now()))
      return { id: await order(), due }
    }),
  )
  const until = performance.now() + 60_000
  while (placed.some(({ id }) => !confirmed.has(id))) {
    if (performance.now() > until) throw new Error('not every order was confirmed within a minute')
    await sleep(20)
  }
  return percentiles(placed.map(({ id, due }) => (confirmed.get(id) ?? Number.NaN) - due))
}
