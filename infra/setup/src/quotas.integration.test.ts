import { randomUUID } from 'node:crypto'
import type { Admin } from '@platformatic/kafka'
import type { Quota } from '@saga-shop/contracts'
import { eventually, testKafka } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openQuotas, setUpQuotas } from './quotas.ts'

let admin: Admin

beforeAll(async () => {
  const { brokers, users } = await testKafka()
  admin = openQuotas({
    KAFKA_BROKERS: brokers.join(','),
    KAFKA_USERNAME: users.admin.username,
    KAFKA_PASSWORD: users.admin.password,
  })
})

afterAll(() => admin.close())

test('everybody is given a share once, and then left alone', async () => {
  const declared = [share(), share()]
  expect((await setUpQuotas(admin, declared)).done).toBe('quotas: 0 present, 2 set')
  await arePresent(declared)
})

test('a share that somebody changed is put right, and that is said', async () => {
  const [quota, other] = [share(), share()]
  await setUpQuotas(admin, [{ ...quota, requestPercentage: 1 }, other])
  await arePresent([other])
  const { done, differences } = await setUpQuotas(admin, [quota, other])
  expect(done).toBe('quotas: 1 present, 1 set')
  expect(differences).toEqual([expect.stringMatching(/^gardener-.* had another quota: .*request_percentage=1\b/)])
})

/** What the controller has taken the broker tells a moment later. */
const arePresent = (declared: Quota[]) =>
  eventually(async () =>
    expect(await setUpQuotas(admin, declared)).toEqual({
      done: `quotas: ${declared.length} present, 0 set`,
      differences: [],
      problems: [],
    }),
  )

/** Of a user whom no other test knows. */
const share = (): Quota => ({
  user: `gardener-${randomUUID()}`,
  produceBytesPerSecond: 2_000,
  consumeBytesPerSecond: 3_000,
  requestPercentage: 50,
})
