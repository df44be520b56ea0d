import type {
  Account,
  Breaking,
  Catalogue,
  LiveEvent,
  OrderSummary,
  Owed,
  Parked,
  ParkedStory,
  SeenTo,
  ShopMap,
  Status,
  Trail,
  Trials,
} from '../../../src/api.ts'

/** A stretch of a running shop's life in a file: what `npm run record` writes and the pages can play without a shop. */
export interface Recording {
  readonly format: 'saga-shop-recording'
  readonly version: 1
  readonly recordedAt: string
  /** How long it is. */
  readonly milliseconds: number
  readonly accounts: readonly Account[]
  readonly status: Status
  readonly catalogue: Catalogue
  readonly trials: Trials
  readonly orders: readonly OrderSummary[]
  /** Every event, and when it came, counted from the beginning. */
  readonly events: readonly { readonly at: number; readonly event: LiveEvent }[]
  readonly maps: readonly { readonly at: number; readonly map: ShopMap }[]
  readonly trails: Readonly<Record<string, Trail>>
  readonly owed: Owed
  readonly parked: Parked
  /** What was parked, and was seen to; older recordings don't say. */
  readonly seenTo?: SeenTo
  /** By `<service>/<id>`. */
  readonly stories: Readonly<Record<string, ParkedStory>>
  readonly breaking: Breaking
}

/** Reads a recording, or says why it is none. */
export function readRecording(value: unknown): Recording {
  const { format, version } = (value ?? {}) as Partial<Recording>
  if (format !== 'saga-shop-recording') throw new Error('This file is no recording of a shop.')
  if (version !== 1) throw new Error(`This recording has the form ${version}; these pages know 1.`)
  return value as Recording
}
