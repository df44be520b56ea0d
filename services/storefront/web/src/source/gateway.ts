import { ask } from './ask.ts'
import { openLive } from './live.ts'
import type { Source } from './source.ts'

const at = encodeURIComponent

/** A running shop, through its gateway. */
export const gateway: Source = {
  recorded: false,
  live: openLive,
  me: () => ask('/api/me'),
  accounts: () => ask('/api/accounts'),
  login: (customer) => ask('/api/login', { method: 'POST', body: { customer } }),
  logout: () => ask('/api/logout', { method: 'POST' }),
  status: () => ask('/api/status'),
  catalogue: () => ask('/api/products'),
  trials: () => ask('/api/trials'),
  basket: () => ask('/api/basket'),
  fillBasket: (body) => ask('/api/basket', { method: 'PUT', body }),
  checkOut: (body, key) => ask('/api/checkout', { method: 'POST', body, key }),
  orders: (after) => ask(`/api/orders${after ? `?after=${at(after)}` : ''}`),
  order: (id) => ask(`/api/orders/${at(id)}`),
  cancel: (id) => ask(`/api/orders/${at(id)}/cancellation`, { method: 'POST', key: `cancel-${id}` }),
  map: () => ask('/api/map'),
  trail: (orderId) => ask(`/api/trail/${at(orderId)}`),
  owed: () => ask('/api/owed'),
  parked: () => ask('/api/parked'),
  seenTo: () => ask('/api/parked/seen-to'),
  parkedStory: (service, id) => ask(`/api/parked/${at(service)}/${at(id)}`),
  redrive: (service, order) => ask(`/api/parked/${at(service)}/${at(order)}/redrive`, { method: 'POST' }),
  discard: (service, id, reason) =>
    ask(`/api/parked/${at(service)}/${at(id)}/discard`, { method: 'POST', body: { reason } }),
  breaking: () => ask('/api/break'),
  breakIt: (id) => ask(`/api/break/${at(id)}`, { method: 'POST' }),
}
