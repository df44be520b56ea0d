import { type SpareName, serviceNames, startStack } from '@saga-shop/local'
import { postgresUid } from '@saga-shop/local/parts'
import { Kafka, logLevel } from 'kafkajs'
import { type Watched, watchPositions } from '../../judge/index.ts'
import { fillShelves, openShop } from '../../shop/index.ts'
import { type Disk, makeDisk } from '../disks/disk.ts'
import { onDisks } from '../kinds/full-disks.ts'
import { stormSpares } from '../kinds/storms.ts'
import { randomFrom } from '../plan/random.ts'
import { type Customers, openCustomers } from './customers.ts'
import { type Databases, openDatabases } from './databases.ts'
import { goods } from './errands.ts'
import { keepUp } from './keeper.ts'
import { followOrders } from './orders.ts'
import { openPaths } from './paths.ts'
import type { Scene } from './scene.ts'

/** A shop with customers in it, and everything that watches it. */
export interface Running {
  readonly scene: Scene
  readonly databases: Databases
  readonly customers: Customers
  readonly notes: readonly string[]
  /** Where positions were seen since this was asked last. */
  seen(): Promise<Watched>
  close(): Promise<void>
}

export interface RunningOptions {
  readonly name: string
  readonly seed: number
  readonly perSecond: number
  /** Whether some servers get small file systems of their own. */
  readonly withDisks: boolean
  readonly stop: AbortSignal
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
export async function openShopUnderLoad(options: RunningOptions): Promise<Running> {
  const { name, seed, perSecond, withDisks, stop, say, record } = options
  const { paths, detour, close } = openPaths()
  const disks = makeDisks(withDisks)
  const folders = Object.fromEntries([...disks].map(([server, { folder }]) => [server, folder]))
  const begin = performance.now()
  stop.throwIfAborted()
  stop.addEventListener('abort', leave)
  const stack = await startStack({ name, env, spares, detour, disks: folders })
  stop.removeEventListener('abort', leave)
  say(`the shop is open after ${((performance.now() - begin) / 1_000).toFixed(1)} s`)
  await fillShelves(openShop(stack, { patience: 20_000 }), goods)
  const over = new AbortController()
  const databases = openDatabases(stack)
  const { orders, followed } = followOrders(databases, over.signal)
  const notes: string[] = []
  const scene: Scene = {
    stack,
    paths,
    disks,
    orders,
    held: new Set(),
    kafka: superuser(stack),
    note: (what) => {
      notes.push(what)
      record({ note: what })
    },
  }
  const kept = keepUp(scene, spares, over.signal)
  const customers = openCustomers(scene, { perSecond, random: randomFrom(seed), over: over.signal })
  let watch = await watchPositions(stack)
  return {
    seen: async () => {
      const watched = await watch.stop()
      watch = await watchPositions(stack)
      return watched
    },
    scene,
    databases,
    customers,
    notes,
    close: async () => {
      over.abort()
      await customers.stop(10_000).catch(() => {})
      await Promise.all([followed, kept, watch.stop()])
      await databases.close()
      await stack.stop()
      close()
      for (const disk of disks.values()) disk.remove()
    },
  }
}

/** Interrupted while the shop is being started: its guard ends what there is. */
const leave = () => process.exit(130)

const makeDisks = (wanted: boolean): ReadonlyMap<string, Disk> =>
  new Map(
    (wanted ? onDisks : []).map((server) => [server, makeDisk(server, server === 'kafka' ? 0 : (postgresUid ?? 0))]),
  )

const superuser = ({ kafka: { brokers, users } }: Scene['stack']) =>
  new Kafka({
    clientId: 'faults',
    brokers,
    sasl: { mechanism: 'scram-sha-256', ...users.admin },
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { initialRetryTime: 100, retries: 2 },
  })
