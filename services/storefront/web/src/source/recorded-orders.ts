import { likeness } from './likeness.ts'
import type { PlacedHere } from './recorded-live.ts'
import type { Recording } from './recording-file.ts'
import { Refused, type Source } from './source.ts'

/** Orders that are placed on these pages: each is played as one went that was recorded. */
export function recordedOrders(
  loading: Promise<Recording>,
  now: () => number,
  placed: PlacedHere[],
  empty: () => void,
) {
  const checkOut: Source['checkOut'] = async (order) => {
    const { events, orders } = await loading
    const stories = Map.groupBy(
      events.map(({ event }) => event),
      ({ correlationId }) => correlationId ?? '',
    )
    const like = ({ id }: { readonly id: string }) => likeness(stories.get(id) ?? [], order)
    const free = orders.filter(({ id }) => stories.has(id) && !placed.some((one) => one.id === id))
    const [best] = free.toSorted((one, other) => like(other) - like(one))
    if (!best)
      throw new Refused(409, 'Every order of this recording has been played. Load the page again to begin anew.')
    placed.unshift({ id: best.id, since: now() })
    empty()
    return { orderId: best.id }
  }
  const orders: Source['orders'] = async () => {
    const recorded = (await loading).orders
    const mine = placed.flatMap(({ id }) => recorded.find((order) => order.id === id) ?? [])
    return { from: 'own-view', orders: mine.map((order) => ({ ...order, status: 'accepted', settled: false })) }
  }
  const order: Source['order'] = () => Promise.reject(new Refused(404, 'The recording does not hold this.'))
  const cancel: Source['cancel'] = () =>
    Promise.reject(
      new Refused(409, 'In a recording the past stays as it was. Among the orders there are some that were cancelled.'),
    )
  return { checkOut, orders, order, cancel }
}
