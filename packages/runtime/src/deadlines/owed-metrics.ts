import { Gauge, type Registry } from 'prom-client'
import type { Database } from '../database.ts'
import { wordsFor } from './owed-route.ts'
import { countOwed, type OwedCount, type Watched } from './owed-rows.ts'

/** What is owed, as figures: read once when somebody asks for them. Two instances of a service say the same. */
export function measureOwed(registry: Registry, database: Database, watched: Watched) {
  let reading: Promise<readonly OwedCount[]> | undefined
  const read = () => {
    reading ??= countOwed(database, watched).finally(() => {
      reading = undefined
    })
    return reading
  }

  const gauge = (name: string, help: string, figure: (count: OwedCount) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['deadline', 'by'],
      registers: [registry],
      async collect() {
        this.reset() // what cannot be read is not said at all
        const counts = await read().catch(() => undefined)
        for (const count of counts ? inFull(counts, watched) : [])
          this.set({ deadline: count.deadline, by: wordsFor(count.deadline, watched).by }, figure(count))
      },
    })

  gauge('saga_owed', 'What somebody owes an order.', ({ owed }) => owed)
  gauge('saga_overdue', 'What somebody owes an order and is overdue.', ({ overdue }) => overdue)
  gauge('saga_overdue_seconds', 'How far over its time the longest overdue is.', ({ overdueSeconds }) => overdueSeconds)
}

/** Also those of which nothing is owed. */
function inFull(counts: readonly OwedCount[], { deadlines, calls }: Watched): OwedCount[] {
  const counted = new Map(counts.map((count) => [count.deadline, count]))
  const names = new Set([...deadlines, ...calls].map(({ name }) => name).concat([...counted.keys()]))
  return [...names].map((name) => counted.get(name) ?? { deadline: name, owed: 0, overdue: 0, overdueSeconds: 0 })
}
