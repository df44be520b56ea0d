import { signal } from '@preact/signals'
import type { LiveEvent } from '../../../src/api.ts'
import type { Recording } from './recording-file.ts'
import { between } from './reel.ts'
import type { Line, Live, Wanted } from './source.ts'

/** An order that was placed on these pages, and when. */
export interface PlacedHere {
  readonly id: string
  readonly since: number
}

// What is “recent” in a recording.
const recently = 15_000

/** Tells what happens as time goes by; of one's own orders, from the moment they were placed here. */
export function playLive(loading: Promise<Recording>, now: () => number, placed: readonly PlacedHere[]) {
  return (wanted: Wanted, hear: (event: LiveEvent) => void): Live => {
    const line = signal<Line>('connecting')
    let told = wanted.recent ? now() - recently : now()
    let timer: ReturnType<typeof setInterval> | undefined
    void loading.then((recording) => {
      line.value = 'open'
      timer = setInterval(() => {
        const until = now()
        for (const event of eventsBetween(recording, placed, wanted, told, until)) hear(event)
        told = until
      }, 40)
    })
    return { line, close: () => clearInterval(timer) }
  }
}

function eventsBetween(
  { events, milliseconds }: Recording,
  placed: readonly PlacedHere[],
  { order, mine }: Wanted,
  from: number,
  to: number,
) {
  if (mine) return placed.flatMap((one) => ownBetween(events, one, from, to))
  const all = between(events, milliseconds, from, to).map(({ event }) => event)
  return order ? all.filter(({ correlationId }) => correlationId === order) : all
}

function ownBetween(events: Recording['events'], { id, since }: PlacedHere, from: number, to: number): LiveEvent[] {
  const own = events.filter(({ event }) => event.correlationId === id)
  const start = own[0]?.at ?? 0
  return own.filter(({ at }) => since + at - start >= from && since + at - start < to).map(({ event }) => event)
}
