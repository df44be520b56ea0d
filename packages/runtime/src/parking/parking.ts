import type { Batcher } from '../batcher.ts'
import type { Log } from '../log.ts'
import { discardItem, type Person } from './discard.ts'
import { parkedCall, redriveCalls } from './parked-calls.ts'
import { type ParkedItem, type PastAction, parkedItems, pastOf, type Wanted } from './parked-list.ts'
import { parkedRow } from './parked-order.ts'
import { type HeaderValue, headersToJson } from './record-json.ts'
import { causeOf, type Redriven, type Redriving, redrive, release } from './redrive.ts'

export interface ParkingOptions extends Redriving {
  readonly batcher: Batcher
  readonly log: Log
}

/** All that is known of one that is or was parked. */
export interface Explained {
  /** Nothing when it is parked no more. */
  readonly item?: ParkedItem
  readonly headers?: Readonly<Record<string, HeaderValue>>
  /** The record's value as it came, in base64. */
  readonly bytes?: string
  /** What the event says, or what is asked outside. */
  readonly body?: unknown
  /** Why its bytes say nothing. */
  readonly unreadable?: string
  /** What became of an outside call. */
  readonly outcome?: unknown
  readonly history: readonly PastAction[]
}

/** What a person can do about what is parked in this service. */
export interface Parking {
  list(wanted: Wanted): Promise<ParkedItem[]>
  /** Nothing when it never was parked. */
  explain(id: string): Promise<Explained | undefined>
  /** Hears an order's events again and takes up its calls; nothing when none is parked. */
  redrive(order: string, by: string): Promise<(Redriven & { readonly calls: number }) | undefined>
  /** Gives one up, and lets those go on that waited for it; nothing when it is not parked. */
  discard(id: string, person: Person): Promise<Redriven | undefined>
}

export function parking(options: ParkingOptions): Parking {
  const { database, batcher, log } = options

  async function explain(id: string): Promise<Explained | undefined> {
    const [[item], history] = await Promise.all([parkedItems(database, { id }), pastOf(database, id)])
    if (!item) return history.length > 0 ? { history } : undefined
    const details = item.kind === 'call' ? await parkedCall(database, id) : await recordOf(id)
    return { item, history, ...details }
  }

  async function recordOf(id: string) {
    const row = await parkedRow(database, id)
    if (!row) return {}
    const { headers, value } = row.record
    const cause = await causeOf(row, options).catch((error: unknown) => ({
      unreadable: String(error),
      data: undefined,
    }))
    return {
      headers: headersToJson(headers),
      ...(value && { bytes: value.toString('base64') }),
      ...('unreadable' in cause ? { unreadable: String(cause.unreadable) } : { body: cause.data }),
    }
  }

  return {
    list: (wanted) => parkedItems(database, wanted),
    explain,
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
