import type { Availability, Money } from '@saga-shop/contracts'
import { type Database, sql } from '@saga-shop/runtime'
import type { Basket } from './basket.ts'

interface Known {
  readonly id: string
  readonly name: string
  readonly price: Money
  readonly availability: Availability
}

/** Orders that a customer asked for and that are not decided yet, the newest first. */
export async function undecidedOf(database: Database, customerId: string) {
  const { rows } = await database.query<Pick<Basket, 'aside'>>(sql`
    select state -> 'aside' as aside from baskets where id = ${customerId}
  `)
  const aside = rows[0]?.aside ?? []
  return aside.toReversed().map(({ items, requestedAt, ...checkedOut }) => ({
    ...checkedOut,
    items: [...items],
    ...(requestedAt !== undefined && { requestedAt: new Date(requestedAt).toISOString() }),
  }))
}

/** A basket as its customer sees it: a customer who never put anything in has an empty one. */
export async function basketOf(database: Database, customerId: string) {
  const { rows } = await database.query<{ state: Basket; products: readonly Known[] | null }>(sql`
    select state, (
      select json_agg(json_build_object(
        'id', id, 'name', name, 'price', json_build_object('minor', minor, 'currency', currency), 'availability', availability
      ))
      from products where id in (select item ->> 'productId' from jsonb_array_elements(state -> 'items') as item)
    ) as products
    from baskets where id = ${customerId}
  `)
  const { items = [], aside = [] } = rows[0]?.state ?? {}
  const products = new Map(rows[0]?.products?.map(({ id, ...product }) => [id, product]))
  return {
    customerId,
    items: items.map((item) => ({ ...item, ...products.get(item.productId) })),
    undecided: aside.map(({ orderId }) => orderId),
  }
}
