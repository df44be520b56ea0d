import { type Service, services } from '@saga-shop/contracts'
import { inDatabase } from '../judge/evidence/rows.ts'
import type { Shop } from '../judge/shop.ts'

/** An event's way from the transaction that announced it to the one that heard it. */
export interface Hop {
  readonly type: string
  readonly order: string
  readonly announcedAt: number
  readonly heardBy: Service
  readonly milliseconds: number
}

interface Announced {
  readonly id: string
  readonly type: string
  readonly order: string
  readonly at: number
}

/** All ways that events have gone since then, as the databases tell: their clocks are one. */
export async function hopsSince(shop: Pick<Shop, 'postgres'>, since: number): Promise<Hop[]> {
  const announced = await everywhere(shop, (database) =>
    database.query<Announced>(
      `select id, type, aggregateid as "order", extract(epoch from time)::float8 * 1000 as at from outbox
       where time >= to_timestamp($1)`,
      [since / 1_000],
    ),
  )
  const byId = new Map(announced.map(({ row }) => [row.id, row]))
  const heard = await everywhere(shop, (database) =>
    database.query<{ id: string; at: number }>(
      `select event_id as id, extract(epoch from heard_at)::float8 * 1000 as at from inbox
       where heard_at >= to_timestamp($1)`,
      [since / 1_000],
    ),
  )
  return heard.flatMap(({ service, row }) => {
    const event = byId.get(row.id)
    if (!event) return [] // the outcome of a call is in the inbox, too
    const { type, order, at } = event
    return [{ type, order, announcedAt: at, heardBy: service, milliseconds: Math.max(0, row.at - at) }]
  })
}

type Database = Parameters<Parameters<typeof inDatabase>[1]>[0]

async function everywhere<Row>(
  { postgres }: Pick<Shop, 'postgres'>,
  ask: (database: Database) => Promise<{ rows: Row[] }>,
): Promise<{ service: Service; row: Row }[]> {
  const all = await Promise.all(
    services.map(async (service) => {
      const { rows } = await inDatabase(postgres[service].url('judge'), ask)
      return rows.map((row) => ({ service, row }))
    }),
  )
  return all.flat()
}
