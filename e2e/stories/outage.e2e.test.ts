import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { describe, expect, test } from 'vitest'
import { describe as inWords, judge } from '../judge/index.ts'
import type { Readiness } from '../shop/index.ts'
import { allEnd, placeMixed } from './mixed-orders.ts'
import { processOf, shop, stack } from './shop.ts'

const patience = { within: 30_000, every: 100 }

/** Waits until a service says that it is not ready, and what stands in its way. */
const complains = (service: string, about: RegExp) =>
  eventually(async () => {
    const { ready, checks } = await shop.readiness(service)
    expect({ ready, why: inTheWay(checks) }).toEqual({ ready: false, why: expect.stringMatching(about) })
  }, patience)

const inTheWay = (checks: Readiness['checks']) =>
  Object.entries(checks)
    .filter(([, check]) => check !== 'ok')
    .map((check) => check.join(': '))
    .join('; ')

/** Waits until a service says that it is ready. */
const recovers = (service: string) =>
  eventually(async () => expect(await shop.readiness(service)).toMatchObject({ ready: true }), patience)

/** Takes a process away by kill -9, and gives it back in any case. */
async function without(name: string, meanwhile: () => Promise<void>): Promise<void> {
  await processOf(name).kill()
  try {
    await meanwhile()
  } finally {
    await processOf(name).start()
    await processOf(name).ready()
  }
}

/** Takes a process away amid orders, until a service complains. */
async function outage(missing: string, service: string, about: RegExp): Promise<void> {
  const placing = await placeMixed(20)
  await sleep(200)
  await without(missing, () => complains(service, about))
  await allEnd(placing)
  await recovers(service)
}

describe.concurrent('amid orders the world outside falls silent', () => {
  test.for([
    ['bank', 'payment'],
    ['carrier', 'shipping'],
    ['mail', 'email'],
  ] as const)('%s: %s says so, and nothing is lost', ([missing, service]) =>
    outage(missing, service, new RegExp(missing, 'i')),
  )
})

describe('amid orders the ground gives way', () => {
  test('the database of the order service', () => outage('postgres-order', 'order', /database/))
  test('Kafka', () => outage('kafka', 'order', /group|kafka/i))
})

test('a service that starts without the registry waits for it, and says so', async () => {
  await without('registry', async () => {
    await processOf('basket').kill()
    await processOf('basket').start()
    await complains('basket', /registry/)
  })
  await recovers('basket')
  await allEnd(await placeMixed(3))
})

test('the judge finds every promise kept', async () => {
  const verdict = await judge(stack, { wait: 20 })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
