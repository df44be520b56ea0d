import { randomUUID } from 'node:crypto'
import { openDatabase, type Sql, sql } from '@saga-shop/runtime'
import { toldFigures } from '@saga-shop/runtime/testing'
import { testDatabase } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOrders } from './open-orders.ts'

let database: ReturnType<typeof openDatabase>

beforeAll(async () => {
  database = openDatabase({ url: (await testDatabase('services/order/migrations')).url })
})
afterAll(() => database.close())

const place = (status: string, minor: number, secondsAgo: number) =>
  database.query(sql`
    insert into orders (id, version, customer_id, status, state, placed_at)
    values (${randomUUID()}, 1, ${randomUUID()}, ${status},
      ${JSON.stringify({ total: { minor, currency: 'EUR' } })}::jsonb, now() - ${secondsAgo}::int * interval '1 second')
  `)

const told = () => toldFigures(openOrders(), database)

test('a shop without orders says so', async () => {
  expect(await told()).toEqual(
    expect.arrayContaining(['saga_orders_open{state="validated"} 0', 'saga_orders_open_oldest_seconds 0']),
  )
})

test('open orders are told by their state, with their money, and since when the oldest is open', async () => {
  await place('delivered', 100_000, 90_000)
  await place('validated', 500, 10)
  await place('shipped', 1_000, 3_600)
  await place('shipped', 2_000, 60)
  const lines = await told()
  expect(lines).toEqual(
    expect.arrayContaining([
      'saga_orders_open{state="validated"} 1',
      'saga_orders_open{state="confirmed"} 0',
      'saga_orders_open{state="shipped"} 2',
      'saga_orders_open_minor_units{state="shipped",currency="EUR"} 3000',
    ]),
  )
  const oldest = lines.find((line) => line.startsWith('saga_orders_open_oldest_seconds'))?.split(' ')[1]
  expect(Math.round(Number(oldest) / 60)).toBe(60)
})

test('once a look has found where the oldest open order stands, later ones read from there on', async () => {
  const figures = openOrders()
  const asked: unknown[] = []
  const watched = new Proxy(database, {
    get: (target, name, receiver) => {
      if (name !== 'query') return Reflect.get(target, name, receiver)
      return (statement: Sql) => {
        asked.push(statement.values[0])
        return target.query(statement)
      }
    },
  })
  await toldFigures(figures, watched)
  await toldFigures(figures, watched)
  expect(asked[0]).toBe(0)
  expect(Date.now() / 1_000 - Number(asked[1])).toBeGreaterThan(3_600)
  expect(Date.now() / 1_000 - Number(asked[1])).toBeLessThan(3_700)
})
