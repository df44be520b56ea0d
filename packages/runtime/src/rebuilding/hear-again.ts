import type { Cause } from '../cause.ts'
import { Unprocessable } from '../failures.ts'
import { sql, type Transaction } from '../sql.ts'
import { decideOn, loadTouched, type Reactions } from '../touched.ts'

/**
 * Hears events for a view: load, decide, save, and nothing else. There is nothing here to announce with or to call
 * anybody, so a decision that has other consequences is a mistake in what was declared to be a view.
 */
export async function hearAgain(tx: Transaction, causes: readonly Cause[], reactions: Reactions): Promise<void> {
  const fresh = await unheard(tx, causes)
  const touched = await loadTouched(tx, fresh, reactions)
  const now = await tx.now
  for (const cause of fresh) {
    const { decision } = decideOn(cause, refuseToAnnounce(cause), { touched, reactions, now, memory: new Map() })
    if (decision.intends.length > 0) throw sideEffect(cause, `calls somebody: ${decision.intends[0]?.intent}`)
    if (decision.waits) throw sideEffect(cause, 'waits for something else')
  }
  await Promise.all([...touched.values()].map((entities) => entities.save()))
}

/** A log may hold an event twice; its repetition is nothing new here, either. */
async function unheard(tx: Transaction, causes: readonly Cause[]): Promise<Cause[]> {
  const { rows } = await tx.query<{ id: string }>(sql`
    insert into inbox (event_id) select unnest(${causes.map(({ id }) => id)}::uuid[])
    on conflict do nothing returning event_id as id
  `)
  const fresh = new Set(rows.map(({ id }) => id))
  return causes.filter(({ id }) => fresh.delete(id))
}

const refuseToAnnounce = (cause: Cause) => (facts: readonly { readonly kind: { readonly type: string } }[]) => {
  if (facts.length > 0) throw sideEffect(cause, `announces ${facts[0]?.kind.type}`)
  return []
}

const sideEffect = (cause: Cause, what: string) =>
  new Unprocessable(cause.id, new Error(`a view has no effects, and on hearing ${cause.name} this one ${what}`))
