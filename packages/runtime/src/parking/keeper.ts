import type { Log } from '../log.ts'
import { countParked, type ParkedFigures } from './parked-list.ts'
import { leftBehind } from './parked-order.ts'
import { type Redriving, release } from './redrive.ts'

export interface Keeper {
  start(): void
  /** Something was parked. */
  wake(): void
  stop(): Promise<void>
  /** As they were when it last looked. */
  figures(): ParkedFigures
}

export interface KeeperOptions extends Redriving {
  readonly log: Log
  /** Announces what was parked to those who watch dead letters; answers how many there were. */
  readonly deadLetters: () => Promise<number>
}

// How often to look without being woken, in milliseconds: for what a killed process left behind.
const lookEvery = 5_000

/** Looks after what is parked: counts it, tells of it, and frees what waits for nobody any more. */
export function keeper({ log, deadLetters, ...redriving }: KeeperOptions): Keeper {
  const { database } = redriving
  let figures: ParkedFigures = { orders: 0, events: 0, calls: 0, oldest: 0 }
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let again = false

  function wake() {
    if (!timer) return
    again = true
    looking ??= lookOn()
  }

  async function lookOn() {
    await Promise.resolve() // so that `looking` is set before this can end
    while (again && timer) {
      again = false
      await look().catch((error) => log.warn({ error: String(error) }, 'what is parked could not be looked after yet'))
    }
    looking = undefined
  }

  async function look() {
    const before = figures
    figures = await countParked(database)
    if (figures.orders !== before.orders || figures.calls !== before.calls)
      log.warn({ ...figures }, 'what is parked has changed')
    if (figures.events === 0) return
    for (const order of await leftBehind(database)) await release(order, 'the service', redriving)
    await deadLetters()
  }

  return {
    start: () => {
      timer = setInterval(wake, lookEvery)
      wake()
    },
    wake,
    stop: async () => {
      clearInterval(timer)
      timer = undefined
      await looking
    },
    figures: () => figures,
  }
}
