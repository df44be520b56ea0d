import {
  type EventKind,
  events,
  finalStates,
  OrderRequested,
  type OrderRequestedData,
  type OrderState,
  orderStates,
  transitions,
} from '@saga-shop/contracts'
import type { Heard, LiveEvent, OrderSummary } from '../api.ts'

/** An order as its events tell it, whatever its service says. */
export interface SeenOrder {
  readonly id: string
  customerId: string | undefined
  requested: OrderRequestedData | undefined
  status: OrderState | 'accepted'
  readonly heard: Heard[]
}

/** The orders of which events came by lately: whose they are, and how they stand. Only so many are remembered. */
export function openOrdersView(most: number) {
  const orders = new Map<string, SeenOrder>()
  const owners = new Map<string, string>()

  function seen(id: string): SeenOrder {
    const known = orders.get(id)
    if (known) return known
    const order: SeenOrder = { id, customerId: undefined, requested: undefined, status: 'accepted', heard: [] }
    orders.set(id, order)
    const [oldest] = orders.keys()
    if (orders.size > most && oldest) orders.delete(oldest)
    return order
  }

  return {
    hear: ({ topic, key, id, source, type, time, data, unreadable }: LiveEvent) => {
      const kind = kinds.get(topic)
      if (kind?.keyField !== 'orderId' || unreadable !== undefined || !key || !id || !time) return
      const order = seen(key)
      if (order.heard.some((heard) => heard.id === id)) return
      order.heard.push({ id, type, source, time })
      order.status = after(order.status, kind)
      if (kind !== OrderRequested) return
      order.requested = data as OrderRequestedData
      order.customerId = order.requested.customerId
    },
    /** It was accepted for this customer: its event may take a while to come by. */
    placed: (id: string, customerId: string) => {
      seen(id).customerId ??= customerId
    },
    /** The order service says whose it is: nothing else is known of it here. */
    belongs: (id: string, customerId: string) => {
      owners.delete(id)
      owners.set(id, customerId)
      const [oldest] = owners.keys()
      if (owners.size > most && oldest) owners.delete(oldest)
    },
    ownerOf: (id: string): string | undefined => orders.get(id)?.customerId ?? owners.get(id),
    find: (id: string): Readonly<SeenOrder> | undefined => orders.get(id),
    of: (customerId: string) =>
      [...orders.values()]
        .filter((order) => order.customerId === customerId && order.requested)
        .map(summary)
        .reverse(),
  }
}

export type OrdersView = ReturnType<typeof openOrdersView>

const kinds = new Map(events.map((kind) => [kind.topic, kind]))

/** The state that an event of this kind says, by the automaton of the contracts. */
const states = new Map(
  events.map((kind: EventKind<unknown>) => [
    kind,
    transitions.find(({ cause, announces }) => announces === kind || (cause === kind && !announces))?.to,
  ]),
)

/** A later state wins, whichever is heard first; what has ended has ended. */
function after(status: SeenOrder['status'], kind: EventKind<unknown>): SeenOrder['status'] {
  const said = states.get(kind)
  if (!said || (status !== 'accepted' && finalStates.includes(status) && said !== 'cancelled')) return status
  return rank(said) > rank(status) || said === 'cancelled' ? said : status
}

const rank = (status: SeenOrder['status']) => (status === 'accepted' ? -1 : orderStates.indexOf(status))

const summary = ({ id, status, requested }: SeenOrder): OrderSummary => ({
  id,
  status,
  settled: false,
  lines: requested?.lines.map(({ productId, quantity }) => ({ productId, quantity })) ?? [],
  ...(requested && { total: requested.total, requestedAt: new Date(requested.requestedAt).toISOString() }),
})
