import { type EventKind, events, type Fact } from '@saga-shop/contracts'
import type { Cause } from '../cause.ts'
import { sql, type Transaction } from '../sql.ts'

/** What causes had led to before a restore, by their ids. */
export type Memory = ReadonlyMap<string, readonly Fact[]>

const nothing: Memory = new Map()
const kindOf = new Map<string, EventKind<unknown>>(events.map((kind) => [kind.topic, kind]))

/** What stands on a topic cannot be decided otherwise now. Costs nothing where nothing is heard again. */
export async function memoryOf(tx: Transaction, causes: readonly Cause[]): Promise<Memory> {
  const again = causes.filter(({ replayed }) => replayed)
  if (again.length === 0) return nothing
  const { rows } = await tx.query<{ causationid: string; topic: string; data: unknown }>(sql`
    select causationid, topic, data from recollections
    where causationid = any(${again.map(({ id }) => id)}::uuid[]) order by position
  `)
  const before = Map.groupBy(rows, ({ causationid }) => causationid)
  return new Map([...before].map(([id, announced]) => [id, announced.flatMap(toFact)]))
}

/** The cause with what it had led to, if anything is known of that. */
export function withMemory(cause: Cause, memory: Memory): Cause {
  const before = memory.get(cause.id)
  return before ? { ...cause, before } : cause
}

const toFact = ({ topic, data }: { readonly topic: string; readonly data: unknown }): Fact[] => {
  const kind = kindOf.get(topic)
  return kind ? [kind.of(data)] : []
}
