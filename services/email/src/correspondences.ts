import { Conflict, type Entity, noFacts, type Store, sql, type Transaction } from '@saga-shop/runtime'
import { type Correspondence, needsPerson } from './correspondence.ts'

async function loadCorrespondences(tx: Transaction, ids: readonly string[]) {
  const { rows } = await tx.query<Entity<Correspondence> & { id: string }>(sql`
    select id, version, state from correspondences where id = any(${ids}::uuid[]) order by id for update
  `)
  return rows
}

async function saveCorrespondences(tx: Transaction, changed: readonly Entity<Correspondence>[]) {
  const saved = changed.flatMap(({ state, version }) => (state ? [{ state, version }] : []))
  const { rowCount } = await tx.query(sql`
    insert into correspondences (id, version, needs_person, state)
    select id, version + 1, needs_person, state
    from unnest(
      ${saved.map(({ state }) => state.orderId)}::uuid[], ${saved.map(({ version }) => version)}::int[],
      ${saved.map(({ state }) => needsPerson(state))}::boolean[], ${saved.map(({ state }) => JSON.stringify(state))}::jsonb[]
    ) as saved (id, version, needs_person, state)
    on conflict (id) do update set
      version = excluded.version, needs_person = excluded.needs_person, state = excluded.state
    where correspondences.version = excluded.version - 1
  `)
  if (rowCount !== saved.length) throw new Conflict('a correspondence has moved on since it was loaded')
}

/** Correspondences, by order. */
export const correspondences: Store<Correspondence> = {
  name: 'correspondences',
  load: loadCorrespondences,
  facts: noFacts,
  save: saveCorrespondences,
}
