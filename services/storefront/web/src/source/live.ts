import { signal } from '@preact/signals'
import type { LiveEvent } from '../../../src/api.ts'
import type { Line, Live, Wanted } from './source.ts'

// The gateway says something every few seconds, also when nothing happens.
const silence = 15_000

/** Listens to the gateway's events. The browser comes back by itself and says where it was; after a silence we insist. */
export function openLive(wanted: Wanted, hear: (event: LiveEvent) => void): Live {
  const line = signal<Line>('connecting')
  let lastId = ''
  let events: EventSource
  let watch: ReturnType<typeof setTimeout>
  const alive = () => {
    line.value = 'open'
    clearTimeout(watch)
    watch = setTimeout(reconnect, silence)
  }
  function connect() {
    events = new EventSource(`/api/live?${queryOf(wanted, lastId)}`)
    events.onmessage = ({ data, lastEventId }) => {
      alive()
      lastId = lastEventId
      hear(JSON.parse(data))
    }
    events.addEventListener('hello', alive)
    events.addEventListener('pulse', alive)
    events.onerror = () => {
      line.value = 'lost'
      if (events.readyState === EventSource.CLOSED) watch = setTimeout(reconnect, 3_000)
    }
  }
  function reconnect() {
    events.close()
    clearTimeout(watch)
    line.value = 'lost'
    connect()
    watch = setTimeout(reconnect, silence)
  }
  connect()
  return {
    line,
    close() {
      clearTimeout(watch)
      events.close()
    },
  }
}

function queryOf({ order, mine, recent }: Wanted, after: string): URLSearchParams {
  return new URLSearchParams({
    ...(order && { order }),
    ...(mine && { mine: 'true' }),
    ...(recent && { from: 'recent' }),
    ...(after && { after }),
  })
}
