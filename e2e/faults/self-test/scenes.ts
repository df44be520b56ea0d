import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessName, ServiceName } from '@saga-shop/local'
import type { CrashPoint } from '@saga-shop/runtime/crash-point'
import { openShop } from '../../shop/index.ts'
import { customersOf, type Purchase } from './customers.ts'
import { replay, writePoison } from './records.ts'
import type { Scene } from './scene.ts'

/** Customers who want nothing special. */
export const plain: readonly Purchase[] = [{}]

/** Nothing happens but orders. */
export const quietDay = (purchases?: readonly Purchase[], count = 24): Scene => ({
  name: 'orders',
  play: ({ order }) => order(count, purchases),
})

/** A process dies at a step amid orders, and is started again. */
export const dyingAt = (
  name: ProcessName,
  point: CrashPoint,
  { times = 1, purchases, count = 24 }: { times?: number; purchases?: readonly Purchase[]; count?: number } = {},
): Scene => ({
  name: `${name} dies: ${point}`,
  starts: { [name]: { CRASH_AT: `${point}:${times}` } },
  play: async ({ order, diesAt, start }) => {
    const ordered = order(count, purchases, 100)
    await diesAt(name, point)
    await start(name)
    await ordered
  },
})

/** A process stands still amid orders, and goes on. */
export const standingStill = (name: string, milliseconds: number, purchases?: readonly Purchase[]): Scene => ({
  name: `${name} stands still`,
  play: async ({ order, fault, stack }) => {
    const ordered = order(24, purchases, 100)
    await sleep(400)
    await fault(async () => {
      stack.process(name).signal('SIGSTOP')
      await sleep(milliseconds)
      stack.process(name).signal('SIGCONT')
    })
    await ordered
  },
})

/** A server is killed amid orders, and is back after a while. */
export const goingAway = (name: string, milliseconds: number): Scene => ({
  name: `${name} goes away`,
  play: async ({ order, fault, stack }) => {
    const ordered = order(24, undefined, 100)
    await sleep(700)
    await fault(() => stack.process(name).kill())
    await sleep(milliseconds)
    await stack.process(name).start()
    await stack.process(name).ready()
    await ordered
  },
})

/** Every record of a topic is there once more: somebody restored it, or mirrored it. */
export const replaying = (topic: string): Scene => ({
  name: `${topic} again, from the beginning`,
  repeats: true,
  play: async ({ order, fault, stack }) => {
    await order(24)
    await sleep(5_000) // until most of them have ended
    await fault(() => replay(stack, topic))
  },
})

// In NODE_OPTIONS, which no blank may be in.
const anHourBehind = '--import=data:text/javascript,const%20now=Date.now;Date.now=()=>now()-36e5'

/** The clock of one process is an hour behind. */
export const clockBehind = (name: ProcessName): Scene => ({
  name: `the clock of ${name} is an hour behind`,
  starts: { [name]: { NODE_OPTIONS: anHourBehind } },
  play: async ({ order, fault }) => {
    await fault(() => order(24))
  },
})

/** A service has two instances, and customers go to both. */
export const twoInstances = (service: ServiceName, purchases: readonly Purchase[] = plain): Scene => ({
  name: `two instances of ${service}`,
  starts: { [service]: {}, [`${service}-2`]: {} },
  play: async ({ order, stack }) => {
    const other = openShop({ urls: { ...stack.urls, [service]: stack.urls[`${service}-2`] ?? '' } })
    await Promise.all([order(24, purchases, 60), customersOf(other).order(24, purchases, 60)])
  },
})

/** A record that is no event stands between the others. */
export const poison = (topic: string): Scene => ({
  name: `poison in ${topic}`,
  parked: true,
  play: async ({ order, fault, stack }) => {
    await order(6, plain)
    await fault(() => writePoison(stack, topic))
    await order(18, plain)
  },
})

/** Somebody waits for less long than it takes. */
export const impatient = (name: ServiceName, settings: Record<string, string>): Scene => ({
  name: `${name} is impatient`,
  starts: { [name]: settings },
  play: ({ order }) => order(24, plain),
})
