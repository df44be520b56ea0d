import type { Batcher } from '../batcher.ts'
import type { Log } from '../log.ts'
import { discardItem, type Person } from './discard.ts'
import { type Explained, explain } from './explain.ts'
import { type SeenTo, seenTo } from './history.ts'
import { redriveCalls } from './parked-calls.ts'
import { type ParkedItem, parkedItems, type Wanted } from './parked-list.ts'
import { type Redriven, type Redriving, redrive, release } from './redrive.ts'

export interface ParkingOptions extends Redriving {
  readonly batcher: Batcher
  readonly log: Log
}

/** What a person can do about what is parked in this service. */
export interface Parking {
  list(wanted: Wanted): Promise<ParkedItem[]>
  /** Nothing when it never was parked. */
  explain(id: string): Promise<Explained | undefined>
  /** What persons saw to last, the latest first. */
  seenTo(limit: number): Promise<SeenTo[]>
  /** Hears an order's events again and takes up its calls; nothing when none is parked. */
  redrive(order: string, by: string): Promise<(Redriven & { readonly calls: number }) | undefined>
  /** Gives one up, and lets those go on that waited for it; nothing when it is not parked. */
  discard(id: string, person: Person): Promise<Redriven | undefined>
}

export function parking(options: ParkingOptions): Parking {
  const { database, batcher, log } = options

  return {
    list: (wanted) => parkedItems(database, wanted),
    explain: (id) => explain(id, options),
    seenTo: (limit) => seenTo(database, limit),
    redrive: async (order, by) => {
      const [events, calls] = [await redrive(order, by, options), await redriveCalls(database, batcher, order, by)]
      if (events.heard === 0 && !events.failed && calls === 0) return undefined
      log.info({ order, by, ...events, calls }, 'redriven')
      return { ...events, calls }
    },
    discard: async (id, person) => {
      const order = await discardItem(database, id, person)
      if (order === undefined) return undefined
      log.warn({ id, order, ...person }, 'discarded')
      return await release(order, person.by, options)
    },
  }
}
