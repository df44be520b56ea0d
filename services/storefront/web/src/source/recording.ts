import { signal } from '@preact/signals'
import type { LiveEvent } from '../../../src/api.ts'
import { likeness } from './likeness.ts'
import { recordedBasket } from './recorded-basket.ts'
import { type Recording, readRecording } from './recording-file.ts'
import { at, between } from './reel.ts'
import { type Live, Refused, type Source, type Wanted } from './source.ts'

const isOver = () => Promise.reject(new Refused(403, 'This is a recording: nothing can be changed in it.'))

/** Plays a recording as if it were a shop: again and again, with orders that can be placed as they went then. */
export function playRecording(url: URL): Source {
  const loading = fetch(url)
    .then((response) => response.json())
    .then(readRecording)
  const began = performance.now()
  const now = () => performance.now() - began
  const placed: { id: string; since: number }[] = []
  const from = <Key extends keyof Recording>(key: Key) => loading.then((recording) => recording[key])
  const basket = recordedBasket(loading)

  return {
    recorded: true,
    live: (wanted, hear) => play(loading, now, placed, wanted, hear),
    me: async () => ({
      account: (await from('accounts')).find(({ role }) => role === 'customer') ?? null,
      mayWatch: true,
      mayBreak: false,
    }),
    accounts: async () => [],
    login: isOver,
    logout: isOver,
    status: () => from('status'),
    catalogue: () => from('catalogue'),
    trials: () => from('trials'),
    basket: basket.get,
    fillBasket: basket.fill,
    async checkOut(order) {
      const { events, orders } = await loading
      const stories = Map.groupBy(
        events.map(({ event }) => event),
        ({ correlationId }) => correlationId ?? '',
      )
      const free = orders.filter(({ id }) => !placed.some((one) => one.id === id))
      const best = free.toSorted(
        (one, other) => likeness(stories.get(other.id) ?? [], order) - likeness(stories.get(one.id) ?? [], order),
      )[0]
      if (!best)
        throw new Refused(409, 'Every order of this recording has been played. Load the page again to begin anew.')
      placed.unshift({ id: best.id, since: now() })
      basket.empty()
      return { orderId: best.id }
    },
    orders: async () => ({
      from: 'own-view',
      orders: placed.flatMap(({ id }) => ({
        id,
        status: 'accepted',
        settled: false,
        lines: [],
        total: { minor: 0, currency: 'EUR' },
      })),
    }),
    order: () => Promise.reject(new Refused(404, 'The recording does not hold this.')),
    cancel: () =>
      Promise.reject(
        new Refused(
          409,
          'In a recording the past stays as it was. Choose “Live map” or “Orders” to see one that was cancelled.',
        ),
      ),
    map: async () =>
      at(await from('maps'), await from('milliseconds'), now())?.map ??
      Promise.reject(new Refused(404, 'This recording has no figures.')),
    trail: async (id) =>
      (await from('trails'))[id] ??
      Promise.reject(new Refused(404, 'This recording does not hold the trail of this order.')),
    owed: () => from('owed'),
    parked: () => from('parked'),
    parkedStory: async (service, id) =>
      (await from('stories'))[`${service}/${id}`] ??
      Promise.reject(new Refused(404, 'This recording does not hold it.')),
    redrive: isOver,
    discard: isOver,
    breaking: async () => ({
      ...(await from('breaking')),
      allowed: false,
      why: 'This is a recording. Start the shop with npm run demo to break it.',
    }),
    breakIt: isOver,
  }
}

/** Tells what happens as time goes by; of one's own orders, from the moment they were placed here. */
function play(
  loading: Promise<Recording>,
  now: () => number,
  placed: readonly { id: string; since: number }[],
  { order, mine, recent }: Wanted,
  hear: (event: LiveEvent) => void,
): Live {
  const line = signal<Live['line']['value']>('connecting')
  let [told, timer]: [number, ReturnType<typeof setInterval> | undefined] = [recent ? now() - 15_000 : now(), undefined]
  void loading.then(({ events, milliseconds }) => {
    line.value = 'open'
    timer = setInterval(() => {
      const until = now()
      if (mine) for (const one of placed) ownBetween(events, one, told, until).forEach(hear)
      else
        for (const { event } of between(events, milliseconds, told, until))
          if (!order || event.correlationId === order) hear(event)
      told = until
    }, 40)
  })
  return { line, close: () => clearInterval(timer) }
}

function ownBetween(
  events: Recording['events'],
  { id, since }: { readonly id: string; readonly since: number },
  from: number,
  to: number,
): LiveEvent[] {
  const own = events.filter(({ event }) => event.correlationId === id)
  const start = own[0]?.at ?? 0
  return own.filter(({ at }) => since + at - start >= from && since + at - start < to).map(({ event }) => event)
}
