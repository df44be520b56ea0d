import { type SpareName, serviceNames, startStack } from '@saga-shop/local'
import { Kafka, logLevel } from 'kafkajs'
import { fillShelves, openShop } from '../../shop/index.ts'
import { stormSpares } from '../kinds/storms.ts'
import { randomFrom } from '../plan/random.ts'
import { type Customers, openCustomers } from './customers.ts'
import { type Databases, openDatabases } from './databases.ts'
import { goods } from './errands.ts'
import { keepUp } from './keeper.ts'
import { followOrders, type Orders } from './orders.ts'
import { openPaths } from './paths.ts'
import type { Scene } from './scene.ts'

/** A shop with customers in it, and everything that watches it. */
export interface Running {
  readonly scene: Scene
  readonly databases: Databases
  readonly orders: Orders
  readonly customers: Customers
  readonly notes: readonly string[]
  close(): Promise<void>
}

export interface RunningOptions {
  readonly name: string
  readonly seed: number
  readonly perSecond: number
  say(line: string): void
  record(event: object): void
}

const clock = `--import=${import.meta.resolve('../clock/jumping-clock.ts')}`

/** Parcels are quick, so that most of an order's life is spent in the shop; and everybody's clock can jump. */
const env = {
  carrier: { CARRIER_STEP_MS: '100' },
  relay: { NODE_OPTIONS: clock },
  ...Object.fromEntries(serviceNames.map((name) => [name, { NODE_OPTIONS: `--max-semi-space-size=32 ${clock}` }])),
}

const spares: readonly SpareName[] = ['relay-2', ...stormSpares]

/** Starts a shop with proxies between its processes, and lets customers in. */
export async function openShopUnderLoad({ name, seed, perSecond, say, record }: RunningOptions): Promise<Running> {
  const { paths, detour, close } = openPaths()
  const begin = performance.now()
  const stack = await startStack({ name, env, spares, detour })
  say(`the shop is open after ${((performance.now() - begin) / 1_000).toFixed(1)} s`)
  await fillShelves(openShop(stack, { patience: 20_000 }), goods)
  const notes: string[] = []
  const scene: Scene = {
    stack,
    paths,
    held: new Set(),
    kafka: superuser(stack),
    note: (what) => {
      notes.push(what)
      record({ note: what })
    },
  }
  const over = new AbortController()
  const databases = openDatabases(stack)
  const { orders, followed } = followOrders(databases, over.signal)
  const kept = keepUp(scene, spares, over.signal)
  const customers = openCustomers(scene, orders, { perSecond, random: randomFrom(seed) })
  return {
    scene,
    databases,
    orders,
    customers,
    notes,
    close: async () => {
      over.abort()
      void customers.stop()
      await Promise.all([followed, kept])
      await databases.close()
      await stack.stop()
      close()
    },
  }
}

const superuser = ({ kafka: { brokers, users } }: Scene['stack']) =>
  new Kafka({
    clientId: 'faults',
    brokers,
    sasl: { mechanism: 'scram-sha-256', ...users.admin },
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { initialRetryTime: 100, retries: 2 },
  })
