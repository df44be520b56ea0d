import { type Stack, startStack } from '@saga-shop/local'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beHostile } from './hostile.ts'

// A shop of its own: what is written here, no judge would forgive.
let stack: Stack
beforeAll(async () => {
  stack = await startStack({ temporary: true, storefront: true })
})
afterAll(() => stack?.stop())

// More of both: npm run hostile -- --requests 10000 --payloads 100000
test('no request is answered with 5xx or otherwise than documented, and no record is lost or stops a consumer', async () => {
  const { found, http, events } = await beHostile(stack, { requests: 100, payloads: 500, seed: 1, tell: () => {} })
  expect(found).toEqual([])
  expect(http['basket']?.statuses).toMatchObject({ 200: expect.any(Number), 400: expect.any(Number) })
  for (const { heard, parked } of Object.values(events)) expect([heard > 0, parked > 0]).toEqual([true, true])
}, 300_000)
