import { OrderCancelled, OrderConfirmed, OrderDelivered, OrderReturned } from '@saga-shop/contracts'
import type { Parcel } from '../evidence/evidence.ts'
import { type Dossier, dossiers, first, has, ofOrder } from './dossiers.ts'
import { checkEach, type Invariant, unless } from './invariant.ts'

const ends = ['delivered', 'recalled', 'returned', 'lost']

/** The carrier's ledger is the witness of what was sent. */
export const everyParcelEndsOnce: Invariant = {
  name: 'Every parcel belongs to a confirmed order, and ended once',
  check: (evidence) =>
    checkEach(evidence.parcels, ofParcel, ({ orderId, status, history }) => {
      const order = dossiers(evidence).get(orderId)
      const ended = history.filter(({ status }) => ends.includes(status)).map(({ status }) => status)
      const calledBack = ended.join() === 'delivered,returned' && order !== undefined && has(order, OrderCancelled)
      return [
        ...unless(order !== undefined && has(order, OrderConfirmed), () => 'belongs to no confirmed order'),
        ...unless(ended.length > 0, () => `is still ${status}`),
        ...unless(ended.length <= 1 || calledBack, () => `ended more than once: ${ended.join(', ')}`),
      ]
    }),
}

/** One order, one parcel, and shipping tells where it went. */
export const shippingSaysWhatTheCarrierDid: Invariant = {
  name: 'Shipping sends one parcel an order, and announces what the carrier did with it',
  check: (evidence) =>
    checkEach(confirmed(dossiers(evidence).values()), ofOrder, (order) => {
      const [parcel] = order.parcels
      const delivered = first(order, OrderDelivered)
      const returned = first(order, OrderReturned)
      return [
        ...unless(order.parcels.length <= 1, () => `was sent ${order.parcels.length} times`),
        ...unless(
          parcel !== undefined || returned?.reason === 'NEVER_LEFT',
          () => 'was confirmed, and no parcel was booked',
        ),
        ...unless(
          !delivered || went(parcel, 'delivered'),
          () => 'is announced as delivered, which the carrier did not',
        ),
        ...unless(
          !returned || cameBack(parcel, returned.reason),
          () => `is announced as returned (${returned?.reason}), and the parcel is ${parcel?.status}`,
        ),
        ...unless(
          !went(parcel, 'delivered') || delivered !== undefined || has(order, OrderCancelled),
          () => 'was delivered, and nobody announced it',
        ),
      ]
    }),
}

const ofParcel = ({ trackingId, orderId }: Parcel) => `parcel ${trackingId} of order ${orderId}`

function* confirmed(all: Iterable<Dossier>) {
  for (const dossier of all) if (has(dossier, OrderConfirmed)) yield dossier
}

const went = (parcel: Parcel | undefined, status: string) =>
  parcel?.history.some((step) => step.status === status) ?? false

/** Whether the carrier's last word on a parcel fits the reason that shipping gives. */
function cameBack(parcel: Parcel | undefined, reason: string): boolean {
  const last = parcel?.history.at(-1)
  switch (reason) {
    case 'NEVER_LEFT':
      return !parcel || last?.status === 'recalled'
    case 'LOST':
      return last?.status === 'lost'
    default:
      return last?.status === 'returned' && last.reason === reason
  }
}
