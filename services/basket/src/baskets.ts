import type { Item } from '@saga-shop/contracts'
import { type Cause, Conflict, type Entity, type Store, sql, type Transaction } from '@saga-shop/runtime'
import type { Basket } from './basket.ts'
import type { Prices } from './checkout.ts'
import { CheckOut, FillBasket, PutItem } from './commands.ts'
import { pricesOf } from './products.ts'

async function loadBaskets(tx: Transaction, ids: readonly string[]) {
  const { rows } = await tx.query<Entity<Basket> & { id: string }>(sql`
    select id, version, state from baskets where id = any(${ids}::uuid[]) order by id for update
  `)
  return rows
}

async function saveBaskets(tx: Transaction, changed: readonly Entity<Basket>[]) {
  const { rowCount } = await tx.query(sql`
    insert into baskets (id, version, undecided, state)
    select id, version + 1, undecided, state
    from unnest(
      ${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ version }) => version)}::int[],
      ${changed.map(({ state }) => state?.aside.length ?? 0)}::int[],
      ${changed.map(({ state }) => JSON.stringify(state))}::jsonb[]
    ) as saved (id, version, undecided, state)
    on conflict (id) do update set
      version = excluded.version, undecided = excluded.undecided, state = excluded.state
    where baskets.version = excluded.version - 1
  `)
  if (rowCount !== changed.length) throw new Conflict('a basket has moved on since it was loaded')
}

/** Baskets, by customer. Prices are asked for only when somebody checks out. */
export const baskets: Store<Basket, Prices> = {
  name: 'baskets',
  load: loadBaskets,
  facts: async (tx, causes, loaded) =>
    causes.some(is(CheckOut)) ? pricesOf(tx, productsOf(causes, loaded)) : new Map(),
  save: saveBaskets,
}

/** Every product that a basket of this batch may hold when it is checked out. */
function productsOf(causes: readonly Cause[], loaded: readonly Entity<Basket>[]) {
  const held = loaded.flatMap(({ state }) =>
    state ? [...state.items, ...state.aside.flatMap(({ items }) => items)] : [],
  )
  const added: Item[] = causes.flatMap((cause) =>
    is(FillBasket)(cause) ? cause.data.items : is(PutItem)(cause) ? [cause.data] : [],
  )
  return [...new Set([...held, ...added].map(({ productId }) => productId))]
}

const is =
  <Data>({ name }: { readonly name: string; readonly data?: Data }) =>
  (cause: Cause): cause is Cause<Data> =>
    cause.name === name
