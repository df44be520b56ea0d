import { signal } from '@preact/signals'
import type { LiveEvent } from '../../../src/api.ts'
import { type Counted, nobody, withEvent } from './counting.ts'
import { dotsAt, type Flight, moveTo, stillFlying } from './flights.ts'
import type { MapLayout } from './layout.ts'
import { advance, behind, jumpToNow, pause, play, startAt, step } from './playhead.ts'
import { type Arrived, arrive, emptyReel, type Reel, take, takeOne } from './reel.ts'
import { emptyTape, land, resize, roll, type Tape } from './tape.ts'

/** What is shown beside the picture; changes a few times a second at most. */
export interface Shown {
  readonly speed: number
  readonly behind: number
  readonly waiting: number
  readonly forgotten: number
  readonly total: number
  readonly latest: readonly LiveEvent[]
  /** Where the orders stand of which something was heard. */
  readonly counts: Counted['counts']
}

export type Engine = ReturnType<typeof openEngine>

/** Moves the events of the live map: they arrive, wait for their moment, fly, and land on their tapes. */
export function openEngine() {
  let head = startAt(performance.now())
  let reel: Reel<LiveEvent> = emptyReel
  let inbox: Arrived<LiveEvent>[] = []
  let flights: Flight<LiveEvent>[] = []
  let layout: MapLayout | undefined
  let latest: readonly LiveEvent[] = []
  let total = 0
  let orders = nobody
  let drawsDots = true
  const tapes = new Map<string, Tape>()
  const shown = signal<Shown>({ speed: 1, behind: 0, waiting: 0, forgotten: 0, total: 0, latest: [], counts: {} })

  function launch({ event }: Arrived<LiveEvent>) {
    total += 1
    latest = [event, ...latest.slice(0, 7)]
    orders = withEvent(orders, event)
    const row = layout?.rows.find(({ kind }) => kind.topic === event.topic)
    if (!row || !layout) return
    if (drawsDots && !layout.compact && flights.length < 1_500) flights.push({ event, row, since: head.air })
    tapes.set(event.topic, land(tapes.get(event.topic) ?? emptyTape(layout.tape.cells, head.reel), head.reel))
  }

  function turn(elapsed: number, now: number) {
    reel = arrive(reel, inbox)
    inbox = []
    head = advance(head, elapsed, now)
    // what came in the same instant as a stepped event waits for its own step
    const { due, rest } = head.speed > 0 ? take(reel, head.reel) : { due: [], rest: reel }
    reel = rest
    due.forEach(launch)
    flights = stillFlying(flights, head.air)
    for (const [topic, tape] of tapes) tapes.set(topic, roll(tape, head.reel))
  }

  return {
    shown,
    /** An event has arrived. It is shown when the picture gets there. */
    hear: (event: LiveEvent) => void inbox.push({ event, at: performance.now() }),
    turn,
    /** What the sheet beside the picture says, made anew. */
    tell(now: number) {
      const waiting = reel.waiting.length + inbox.length
      shown.value = {
        speed: head.speed,
        behind: behind(head, now),
        waiting,
        forgotten: reel.forgotten,
        total,
        latest,
        counts: orders.counts,
      }
    },
    picture: () => ({ dots: dotsAt(flights, head.air), tapes }),
    layOut(next: MapLayout, dots: boolean) {
      layout = next
      drawsDots = dots
      flights = moveTo(flights, next)
      for (const { kind } of next.rows)
        tapes.set(kind.topic, resize(tapes.get(kind.topic) ?? emptyTape(next.tape.cells, head.reel), next.tape.cells))
    },
    pause() {
      head = pause(head)
    },
    play(speed = 1) {
      head = play(head, speed)
    },
    /** One event, and no other. */
    step() {
      const { due, rest } = takeOne(reel)
      reel = rest
      head = step(head, due[0]?.at)
      due.forEach(launch)
    },
    jumpToNow() {
      reel = { ...emptyReel, forgotten: reel.forgotten }
      head = jumpToNow(head, performance.now())
    },
  }
}
