import { Conflict, type Entity, noFacts, type Store, sql, type Transaction } from '@saga-shop/runtime'
import type { Product } from './product.ts'
import type { Moved } from './stock.ts'

interface ProductRow {
  id: string
  version: number
  name: string
  minor: string
  currency: string
  stocked: number
  available: number
}

async function loadRows(tx: Transaction, ids: readonly string[]) {
  const { rows } = await tx.query<ProductRow>(sql`
    select id, version, name, minor, currency, stocked, available from products
    where id = any(${ids}::text[]) order by id for update
  `)
  return rows
}

const toProduct = ({ id, name, minor, currency, stocked, available }: ProductRow): Product => ({
  id,
  name,
  price: { minor: Number(minor), currency },
  stocked,
  available,
})

/** Locks the products that a batch of orders touches. */
export const loadProducts = async (tx: Transaction, ids: readonly string[]) => (await loadRows(tx, ids)).map(toProduct)

/** Moves units between shelf, reserved and gone: all products in one statement. */
export const saveMoved = (tx: Transaction, moved: ReadonlyMap<string, Moved>) => {
  const all = [...moved.values()]
  return tx.query(sql`
    update products set
      available = products.available + moved.available,
      reserved = products.reserved + moved.reserved,
      gone = products.gone + moved.gone
    from unnest(
      ${[...moved.keys()]}::text[], ${all.map((units) => units.available)}::int[],
      ${all.map((units) => units.reserved)}::int[], ${all.map((units) => units.gone)}::int[]
    ) as moved (id, available, reserved, gone)
    where products.id = moved.id
  `)
}

/** Saves what the shopkeeper changed; stock changes by the difference, since orders move it, too. */
async function saveProducts(tx: Transaction, changed: readonly Entity<Product>[]) {
  const products = changed.flatMap(({ state, version }) => (state ? [{ ...state, version }] : []))
  const { rowCount } = await tx.query(sql`
    insert into products (id, version, name, minor, currency, stocked, available)
    select id, version + 1, name, minor, currency, stocked, stocked
    from unnest(
      ${products.map(({ id }) => id)}::text[], ${products.map(({ version }) => version)}::int[],
      ${products.map(({ name }) => name)}::text[], ${products.map(({ price }) => price.minor)}::bigint[],
      ${products.map(({ price }) => price.currency)}::text[], ${products.map(({ stocked }) => stocked)}::int[]
    ) as saved (id, version, name, minor, currency, stocked)
    on conflict (id) do update set
      version = excluded.version, name = excluded.name, minor = excluded.minor, currency = excluded.currency,
      available = products.available + excluded.stocked - products.stocked, stocked = excluded.stocked
    where products.version = excluded.version - 1
  `)
  if (rowCount !== products.length) throw new Conflict('a product has moved on since it was loaded')
}

export const products: Store<Product> = {
  name: 'products',
  load: async (tx, ids) =>
    (await loadRows(tx, ids)).map((row) => ({ id: row.id, version: row.version, state: toProduct(row) })),
  facts: noFacts,
  save: saveProducts,
}
