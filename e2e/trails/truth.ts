import type { Evidence, TopicRecord } from '../judge/evidence/evidence.ts'
import type { OutboxRow } from '../judge/evidence/journal.ts'

/** An event as its announcer's outbox has it. */
export interface Announced extends OutboxRow {
  readonly service: string
}

/** What databases and topics say of an order themselves: every row, every record, and who has taken in what. */
export interface Truth {
  readonly announced: readonly Announced[]
  readonly records: readonly TopicRecord[]
  hasHeard(service: string, eventId: string): boolean
}

/** Sorts the evidence by order. */
export function truthsIn({ journals, records }: Pick<Evidence, 'journals' | 'records'>): (orderId: string) => Truth {
  const all = Object.entries(journals)
  const rows = all.flatMap(([service, { outbox }]) => outbox.map((row) => ({ service, ...row })))
  const announced = Map.groupBy(rows, ({ key }) => key)
  const written = Map.groupBy(records, ({ key }) => key)
  const inboxes = new Map(all.map(([service, { inbox }]) => [service, new Set(inbox)]))
  return (orderId) => ({
    announced: announced.get(orderId) ?? [],
    records: written.get(orderId) ?? [],
    hasHeard: (service, eventId) => inboxes.get(service)?.has(eventId) === true,
  })
}
