import type { Log } from '../log.ts'
import { forgetRecords } from './history.ts'
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
// How often to forget what is older than what topics remember, in milliseconds.
const forgetEvery = 3_600_000

/** Looks after what is parked: tells of it at once; counts it now and then, and frees what waits for nobody any more. */
export function keeper({ log, deadLetters, ...redriving }: KeeperOptions): Keeper {
  const { database } = redriving
  let figures: ParkedFigures = { orders: 0, events: 0, calls: 0, oldest: 0 }
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let forgetNext = 0
  let due: 'nothing' | 'letters' | 'all' = 'nothing'

  function begin(what: 'letters' | 'all') {
    if (!timer) return
    due = due === 'all' ? due : what
    looking ??= lookOn()
  }

  async function lookOn() {
    await Promise.resolve() // so that `looking` is set before this can end
    while (due !== 'nothing' && timer) {
      const all = due === 'all'
      due = 'nothing'
      await look(all).catch((error) =>
        log.warn({ error: String(error) }, 'what is parked could not be looked after yet'),
      )
    }
    looking = undefined
  }

  async function look(all: boolean) {
    if (all) await count()
    if (all) await forgetNowAndThen()
    if (all && figures.events > 0)
      for (const order of await leftBehind(database)) await release(order, 'the service', redriving)
    if (!all || figures.events > 0) while (timer && (await deadLetters()) > 0);
  }

  async function forgetNowAndThen() {
    if (performance.now() < forgetNext) return
    await forgetRecords(database)
    forgetNext = performance.now() + forgetEvery
  }

  async function count() {
    const before = figures
    figures = await countParked(database)
    if (figures.orders !== before.orders || figures.calls !== before.calls)
      log.warn({ ...figures }, 'what is parked has changed')
  }

  return {
    start: () => {
      timer = setInterval(() => begin('all'), lookEvery)
      begin('all')
    },
    wake: () => begin('letters'),
    stop: async () => {
      clearInterval(timer)
      timer = undefined
      await looking
    },
    figures: () => figures,
  }
}
