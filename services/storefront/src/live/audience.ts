import type { LivePulse, LiveQuery } from '../api.ts'
import type { Told } from './memory.ts'

/** Somebody who watches. */
export interface Watcher {
  /** Bytes that wait to be taken by them. */
  readonly waiting: () => number
  write(bytes: Buffer): void
  /** Ends the connection: whoever comes back goes on where they were. */
  drop(): void
}

/** Whether a watcher wants to hear of an event. */
export type Wants = (told: Told) => boolean

/** Watchers who want the same get the same bytes, put together once. */
interface Circle {
  readonly wants: Wants
  readonly watchers: Set<Watcher>
}

// Events wait so long for others to go out with them, and so much may wait for a watcher, in milliseconds and bytes.
const gathering = 40
const mostWaiting = 1024 * 1024

/** Tells watchers what happens: everything once to each, in few writes. Nobody waits for a slow one: they are dropped. */
export function openAudience() {
  const circles = new Map<string, Circle>()
  let pending: Told[] = []
  let gathers = false
  let dropped = 0

  function flush() {
    gathers = false
    const events = pending
    pending = []
    for (const { wants, watchers } of circles.values()) {
      const wanted = events.filter(wants)
      if (wanted.length > 0) write(watchers, Buffer.concat(wanted.map(({ message }) => message)))
    }
  }

  function write(watchers: ReadonlySet<Watcher>, bytes: Buffer) {
    for (const watcher of watchers) {
      if (watcher.waiting() > mostWaiting) {
        dropped++
        watcher.drop()
      } else watcher.write(bytes)
    }
  }

  return {
    tell: (told: Told) => {
      pending.push(told)
      if (!gathers) setTimeout(flush, gathering)
      gathers = true
    },
    pulse: (pulse: LivePulse) => {
      const bytes = Buffer.from(`event: pulse\ndata: ${JSON.stringify(pulse)}\n\n`)
      for (const { watchers } of circles.values()) write(watchers, bytes)
    },
    /** What is pending was remembered already: a watcher who joins has got it with the rest. */
    join: (name: string, wants: Wants, watcher: Watcher) => {
      if (pending.length > 0) flush()
      const circle = circles.get(name) ?? { wants, watchers: new Set() }
      circles.set(name, circle)
      circle.watchers.add(watcher)
      return () => {
        circle.watchers.delete(watcher)
        if (circle.watchers.size === 0 && circles.get(name) === circle) circles.delete(name)
      }
    },
    close: () => {
      for (const { watchers } of circles.values()) for (const watcher of watchers) watcher.drop()
    },
    watchers: () => [...circles.values()].reduce((sum, { watchers }) => sum + watchers.size, 0),
    dropped: () => dropped,
  }
}

export type Audience = ReturnType<typeof openAudience>

/** Whether an event is wanted by somebody who asked like this. `own` are the caller’s orders, when only those are. */
export function wantsOf({ order, service, topic }: LiveQuery, own?: (orderId: string) => boolean): Wants {
  const services = service && new Set(service.split(','))
  const topics = topic && new Set(topic.split(','))
  return ({ event }) =>
    (!order || event.correlationId === order || event.key === order) &&
    (!services || services.has(event.source)) &&
    (!topics || topics.has(event.topic)) &&
    (!own || own(event.correlationId ?? event.key ?? ''))
}
