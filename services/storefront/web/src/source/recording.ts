import { recordedBasket } from './recorded-basket.ts'
import { type PlacedHere, playLive } from './recorded-live.ts'
import { recordedOrders } from './recorded-orders.ts'
import { type Recording, readRecording } from './recording-file.ts'
import { at } from './reel.ts'
import { Refused, type Source } from './source.ts'

const isOver = () => Promise.reject(new Refused(403, 'This is a recording: nothing can be changed in it.'))
const unknown = (what: string) => Promise.reject(new Refused(404, `This recording does not hold ${what}.`))

/** Plays a recording as if it were a shop, again and again. */
export function playRecording(url: URL): Source {
  const loading = fetch(url)
    .then((response) => response.json())
    .then(readRecording)
  const began = performance.now()
  const now = () => performance.now() - began
  const placed: PlacedHere[] = []
  const from = <Key extends keyof Recording>(key: Key) => loading.then((recording) => recording[key])
  const basket = recordedBasket(loading)
  return {
    recorded: true,
    live: playLive(loading, now, placed),
    ...recordedOrders(loading, now, placed, basket.empty),
    me: async () => ({
      account: (await from('accounts')).find(({ role }) => role === 'customer') ?? null,
      mayWatch: true,
      mayBreak: false,
    }),
    ...{ accounts: async () => [], login: isOver, logout: isOver },
    ...{ basket: basket.get, fillBasket: basket.fill },
    status: () => from('status'),
    catalogue: () => from('catalogue'),
    trials: () => from('trials'),
    map: async () => at(await from('maps'), await from('milliseconds'), now())?.map ?? unknown('figures'),
    trail: async (id) => (await from('trails'))[id] ?? unknown('the trail of this order'),
    owed: () => from('owed'),
    parked: () => from('parked'),
    seenTo: async () => (await from('seenTo')) ?? { seenTo: [], missing: [] },
    parkedStory: async (service, id) => (await from('stories'))[`${service}/${id}`] ?? unknown('it'),
    ...{ redrive: isOver, discard: isOver, breakIt: isOver },
    breaking: async () => ({
      ...(await from('breaking')),
      allowed: false,
      why: 'This is a recording. To break a shop, start one: npm run demo.',
    }),
  }
}
