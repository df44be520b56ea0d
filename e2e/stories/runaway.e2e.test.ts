import { expect, test } from 'vitest'
import { besideRunaway, describe } from '../runaway/beside.ts'
import { newProduct, orders, some } from './customer.ts'
import { stack } from './shop.ts'

const count = 60

test('a service that runs away is slowed down, and the others keep their pace', async () => {
  const product = await newProduct({ stocked: 3 * count })
  const order = async () => (await orders(some(product))).orderId
  const beside = await besideRunaway(stack, { service: 'email', order, count, everyMs: 100 })
  console.log(describe(beside))

  const { quota, calm, disturbed, taken } = beside
  expect(taken.throttledMs, 'it was made to wait').toBeGreaterThan(1_000)
  expect(taken.produced / taken.seconds).toBeLessThan(2 * quota.produceBytesPerSecond)
  expect(taken.consumed / taken.seconds).toBeLessThan(2 * quota.consumeBytesPerSecond)
  expect(disturbed.p50, 'the others keep their pace').toBeLessThan(3 * calm.p50 + 200)
})
