import type { Availability, Money, ProductChangedData } from '@saga-shop/contracts'
import { Conflict, type Entity, noFacts, type Store, sql, type Transaction } from '@saga-shop/runtime'

interface ProductRow {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly price: Money
  readonly availability: Availability
  readonly changedAt: number
}

async function loadProducts(tx: Transaction, ids: readonly string[]) {
  const { rows } = await tx.query<ProductRow>(sql`
    select id, version, name, json_build_object('minor', minor, 'currency', currency) as price, availability,
      floor(extract(epoch from changed_at) * 1000)::float8 as "changedAt"
    from products where id = any(${ids}::text[]) order by id for update
  `)
  return rows.map(({ id, version, ...state }) => ({ id, version, state: { productId: id, ...state } }))
}

async function saveProducts(tx: Transaction, changed: readonly Entity<ProductChangedData>[]) {
  const products = changed.flatMap(({ state, version }) => (state ? [{ ...state, version }] : []))
  const { rowCount } = await tx.query(sql`
    insert into products (id, version, name, minor, currency, availability, changed_at)
    select id, version + 1, name, minor, currency, availability, to_timestamp(changed_at / 1000)
    from unnest(
      ${products.map(({ productId }) => productId)}::text[], ${products.map(({ version }) => version)}::int[],
      ${products.map(({ name }) => name)}::text[], ${products.map(({ price }) => price.minor)}::bigint[],
      ${products.map(({ price }) => price.currency)}::text[], ${products.map(({ availability }) => availability)}::text[],
      ${products.map(({ changedAt }) => changedAt)}::float8[]
    ) as saved (id, version, name, minor, currency, availability, changed_at)
    on conflict (id) do update set
      version = excluded.version, name = excluded.name, minor = excluded.minor, currency = excluded.currency,
      availability = excluded.availability, changed_at = excluded.changed_at
    where products.version = excluded.version - 1
  `)
  if (rowCount !== products.length) throw new Conflict('a product has moved on since it was loaded')
}

/** Products as they were last announced. They come in the order of their partition, so the last one heard is the newest. */
export const products: Store<ProductChangedData> = {
  name: 'products',
  load: loadProducts,
  facts: noFacts,
  save: saveProducts,
}

/** The prices of these products, as far as they were ever heard of. */
export async function pricesOf(tx: Transaction, productIds: readonly string[]) {
  const { rows } = await tx.query<{ id: string; price: Money }>(sql`
    select id, json_build_object('minor', minor, 'currency', currency) as price
    from products where id = any(${productIds}::text[])
  `)
  return new Map(rows.map(({ id, price }) => [id, price]))
}
