import { setTimeout as sleep } from 'node:timers/promises'
import { services } from '@saga-shop/contracts'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goodsFor } from '../demo/goods.ts'
import { describe as inWords, judge, waitUntilQuiet } from '../judge/index.ts'
import { allEnd, customersOf } from '../restoring/customers.ts'
import { ask, fillShelves, openShop, type Shop } from '../shop/index.ts'
import { type Hop, hopsSince } from './hops.ts'
import { type Cluster, dockerIsThere, openCluster } from './stage.ts'

const docker = dockerIsThere()
if (!docker) console.warn('left out: the story of three brokers needs Docker, and none answers here')

const longestStall = 15_000
let cluster: Cluster
let shop: Shop

describe.skipIf(!docker)('a shop on three brokers, with two of each service', () => {
  beforeAll(async () => {
    cluster = await openCluster()
    shop = openShop(cluster.stack, { patience: 60_000 })
    await fillShelves(shop, goodsFor(400))
  })
  afterAll(() => cluster?.close())

  test('both have partitions of their group; each outbox has one of the relays, and the other waits', async () => {
    await eventually(
      async () => {
        const members = await Promise.all(services.map((service) => cluster.sharing(service)))
        expect(members).toEqual(services.map(() => 2))
      },
      { within: 60_000, every: 500 },
    )
    await eventually(async () => expect(await carriers()).toEqual(services.map(() => 1)), { within: 30_000 })
  })

  test.for(['kafka', 'kafka-2', 'kafka-3'])(
    'any broker may die amid orders: nothing is lost, and nothing stands still for longer than 15 seconds (%s)',
    async (name) => {
      const since = Date.now()
      const broker = cluster.container(name)
      try {
        await amidOrders(() => broker.kill())
        report(`without ${name}`, await hopsSince(cluster.stack, since))
      } finally {
        await broker.start()
        await broker.ready()
        await cluster.inSync()
      }
    },
  )

  test('one of each service and one relay die amid orders, and the others do their work', async () => {
    const since = Date.now()
    const victims = ['relay', 'order-2', 'payment', 'shipping-2', 'email'].map(cluster.container)
    try {
      await amidOrders(async () => {
        await Promise.all(victims.map((victim) => victim.kill()))
        await eventually(async () => expect(await carriers()).toEqual(services.map(() => 1)), { within: 30_000 })
      })
      report('without half of everybody', await hopsSince(cluster.stack, since))
    } finally {
      await Promise.all(victims.map((victim) => victim.start()))
      await Promise.all(victims.map((victim) => victim.ready()))
    }
  })

  test('the judge finds every promise kept', async () => {
    const verdict = await judge(cluster.stack, { wait: 60 })
    expect(verdict.satisfied, inWords(verdict)).toBe(true)
  })
})

/** Something happens while customers order; resolves when all of their orders have ended, and nothing is left to do. */
async function amidOrders(happening: () => Promise<unknown>): Promise<void> {
  const orders = customersOf(shop, 60, 250)
  await sleep(3_000)
  await happening()
  await allEnd(shop, await orders)
  const quiet = () => waitUntilQuiet(cluster.stack, 60_000) // nobody can ask a partition that is between two leaders
  expect(await eventually(quiet, { within: 30_000, every: 500 })).toBe(true)
}

/** How many relays carry the outbox of each service. */
async function carriers(): Promise<number[]> {
  const relays = await Promise.all(
    ['relay', 'relay-2'].map(async (name) => {
      const answer = await ask<Health>(`${cluster.stack.urls[name]}/health/ready`).catch(() => undefined)
      return answer?.body.sources ?? {}
    }),
  )
  return services.map((service) => relays.filter((sources) => sources[service]?.state === 'streaming').length)
}

interface Health {
  readonly sources?: Readonly<Record<string, { readonly state: string }>>
}

/** Says how long events were on their way, and that none was for too long. */
function report(when: string, hops: readonly Hop[]): void {
  const sorted = hops.toSorted((one, other) => one.milliseconds - other.milliseconds)
  const slowest = sorted.at(-1)
  if (!slowest) throw new Error('nobody heard anything')
  const usual = sorted[Math.floor(sorted.length / 2)]?.milliseconds ?? 0
  const { milliseconds, type, heardBy } = slowest
  console.info(
    `${when}: ${hops.length} events heard, usually after ${usual.toFixed(0)} ms; the longest stall ${(milliseconds / 1_000).toFixed(1)} s, ${type} to ${heardBy}`,
  )
  expect(milliseconds).toBeLessThan(longestStall)
}
