import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { describe as inWords, judge, type Watch, watchPositions } from '../judge/index.ts'
import { allEnd, placeMixed } from './mixed-orders.ts'
import { processOf, shop, stack, without } from './shop.ts'

let watch: Watch
beforeAll(async () => {
  watch = await watchPositions(stack)
})

const patience = { within: 30_000, every: 100 }

/** Waits until a service says that it is not ready, and what stands in its way. */
const complains = (service: string, about: RegExp) =>
  eventually(async () => {
    expect(await shop.readiness(service)).toEqual({ ready: false, why: expect.stringMatching(about) })
  }, patience)

/** Waits until a service says that it is ready. */
const recovers = (service: string) =>
  eventually(async () => expect(await shop.readiness(service)).toMatchObject({ ready: true }), patience)

/** Takes a process away amid orders, until all who miss it say so. */
async function outage(missing: string, complaints: Record<string, RegExp>): Promise<void> {
  const placing = await placeMixed(20)
  await sleep(200)
  const missed = Object.entries(complaints)
  await without(missing, async () => {
    await Promise.all(missed.map(([service, about]) => complains(service, about)))
  })
  await allEnd(placing)
  await Promise.all(missed.map(([service]) => recovers(service)))
}

describe.concurrent('amid orders something goes away, which is said, and nothing is lost:', () => {
  test('the bank', () => outage('bank', { payment: /bank/ }))
  test('the carrier', () => outage('carrier', { shipping: /carrier/ }))
  test('the mail server', () => outage('mail', { email: /mail/ }))
  test('the database of the order service', () => outage('postgres-order', { order: /database/, relay: /order/ }))
})

test('amid orders Kafka goes away, which is said, and nothing is lost', () =>
  outage('kafka', { order: /group/, relay: /Kafka/ }))

test('a service that starts before its database and the registry waits for both, and says so', async () => {
  await without('registry', () =>
    without('postgres-basket', async () => {
      await processOf('basket').kill()
      await processOf('basket').start()
      await complains('basket', /database.*registry/)
    }),
  )
  await recovers('basket')
  await allEnd(await placeMixed(3))
})

test('the judge finds every promise kept', async () => {
  const verdict = await judge(stack, { wait: 20, watched: await watch.stop() })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
