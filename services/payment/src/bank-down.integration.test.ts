import { randomUUID } from 'node:crypto'
import { OrderValidated } from '@saga-shop/contracts'
import { heard, testService } from '@saga-shop/runtime/testing'
import { getJson, start } from '@saga-shop/sandbox/testing'
import { eventually } from '@saga-shop/testing'
import { expect, test } from 'vitest'
import { openBank } from './bank.ts'
import { chargeCalls, refundCalls } from './bank-calls.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

const main = new URL('../../../infra/bank/src/main.ts', import.meta.url)

test('while the bank is down orders wait, and when it is back each is charged once', async () => {
  const before = await start(main)
  await before.stop()
  const way = openBank({ url: before.url, timeout: 300 })
  const calls = [chargeCalls(way), refundCalls(way)]
  const service = await testService({ name: 'payment', description: '', reactions, routes, calls })
  const orders = Array.from({ length: 20 }, validated)
  await service.hear(...orders)
  expect(await service.announced()).toEqual([])

  const bank = await start(main, { PORT: new URL(before.url).port, BANK_LATENCY_MS: '0' })
  await eventually(async () => expect(await service.announced()).toHaveLength(orders.length), { within: 10_000 })
  const { charges } = await getJson<{ charges: { requests: number }[] }>(`${bank.url}/ledger`)
  expect(charges.map(({ requests }) => requests)).toEqual(orders.map(() => 1))
  await service.close()
  await bank.stop()
})

const validated = () =>
  heard(
    OrderValidated.of({
      orderId: randomUUID(),
      customerId: randomUUID(),
      total: { minor: 2490, currency: 'EUR' },
      cardToken: 'card_approve',
      validatedAt: 1,
    }),
  )
