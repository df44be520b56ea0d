import { events, listenersOf } from '@saga-shop/contracts'
import type { Trail } from '../../../src/api.ts'

type TrailEvent = Trail['events'][number]

const start = Date.parse('2026-11-21T09:41:07.000Z')
export const time = (since: number) => new Date(start + since).toISOString()

/** What happened when: an event, how long after the beginning, and because of what: an event's type, or an outcome's name. */
export interface Told {
  readonly type: string
  readonly at: number
  readonly because: string
  readonly data?: object
  readonly transit?: number
}

export const delivered: readonly Told[] = [
  { type: 'OrderRequested', at: 0, because: 'request' },
  { type: 'OrderValidated', at: 6, because: 'OrderRequested' },
  { type: 'OrderPaymentProcessed', at: 41, because: 'ChargeCard' },
  { type: 'OrderConfirmed', at: 48, because: 'OrderPaymentProcessed' },
  { type: 'ShipmentPrepared', at: 71, because: 'BookParcel' },
  { type: 'OrderShipped', at: 1_940, because: 'HandOver' },
  { type: 'OrderDelivered', at: 4_200, because: 'Track' },
]

export const cancelled: readonly Told[] = [
  { type: 'OrderRequested', at: 0, because: 'request' },
  { type: 'OrderValidated', at: 7, because: 'OrderRequested' },
  { type: 'OrderCancelled', at: 240, because: 'request', data: { reason: 'CUSTOMER' } },
  { type: 'OrderPaymentProcessed', at: 900, because: 'ChargeCard' },
  { type: 'OrderRefunded', at: 960, because: 'RefundCard' },
]

/** A trail as the storefront tells it. */
export function trailOf(told: readonly Told[], orderId = '7f3a19c2-0000-4000-8000-00000000a19c'): Trail {
  const services = ['basket', 'order', 'payment', 'shipping', 'email', 'kafka']
  return {
    ...{ orderId, askedAt: time(10_000), complete: true, calls: [], deadlines: [], unreadable: [] },
    parts: Object.fromEntries(services.map((name) => [name, { answered: true as const, ms: 3, clockAhead: 0 }])),
    events: told.map((one, index) => eventOf(one, index, told)),
  }
}

const idOf = (type: string) => `id of ${type}`

function eventOf({ type, at, because, data, transit = 4 }: Told, index: number, told: readonly Told[]): TrailEvent {
  const kind = events.find((event) => event.type === type)
  const causedByEvent = told.some((one) => one.type === because)
  return {
    ...{ id: idOf(type), type, source: kind?.owner ?? '', topic: kind?.topic ?? '', time: time(at), traceparent: null },
    because: {
      id: causedByEvent ? idOf(because) : `${because} ${index}`,
      kind: causedByEvent ? 'event' : because === 'request' ? 'request' : 'outcome',
      ...{ at: time(at), name: causedByEvent || because === 'request' ? null : because },
    },
    outbox: { at: time(at), committedAt: time(at + 1), position: 80_412 + index, schemaId: 5, bytes: 120 },
    records: [
      {
        ...{ topic: kind?.topic ?? '', partition: 3, offset: 1_042 + index, at: time(at + transit - 2), schemaId: 5 },
        ...{ lsn: '0/4A81F20', indexInCommit: 0, history: null, seenAt: time(at + transit) },
      },
    ],
    hearings: (kind ? listenersOf(kind) : []).map((service) => ({
      ...{ service, verdict: 'applied' as const, repeats: 0 },
      at: time(heardAt(type, service, at + transit, told)),
      committedAt: time(heardAt(type, service, at + transit, told) + 1),
      ledTo: told.filter((one) => one.because === type && ownerOf(one.type) === service).map((one) => idOf(one.type)),
    })),
    data: { orderId: 'o', ...data },
  }
}

const ownerOf = (type: string) => events.find((event) => event.type === type)?.owner

// What a service announced because of an event was written in the transaction that heard it.
const heardAt = (type: string, service: string, otherwise: number, told: readonly Told[]) =>
  told.find((one) => one.because === type && ownerOf(one.type) === service)?.at ?? otherwise
