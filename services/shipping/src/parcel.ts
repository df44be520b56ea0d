import { DeliveryFailed, OrderDelivered, OrderShipped, ShipmentPrepared } from '@saga-shop/contracts'
import { becomes, type Decision, nothing } from '@saga-shop/runtime'
import { type Booked, handOver, type Left, recall, type Tracked, track } from './calls.ts'
import { comesBack, type Parcel, type Shipment } from './shipment.ts'

/** The carrier has a place for the parcel. It is handed over, unless the order was cancelled meanwhile. */
export function prepare(shipment: Shipment | undefined, { trackingId }: Booked, now: number): Decision<Shipment> {
  if (shipment?.status !== 'booking') return nothing
  const { orderId, cancelled } = shipment
  const prepared = ShipmentPrepared.of({ orderId, trackingId, preparedAt: now })
  return cancelled
    ? becomes({ orderId, trackingId, cancelled, status: 'held' }, prepared, recall(orderId))
    : becomes({ orderId, trackingId, cancelled, status: 'prepared' }, prepared, handOver(orderId))
}

/** The carrier took the parcel; from now on it is followed, and called back if the order was cancelled meanwhile. */
export function ship(shipment: Shipment | undefined, { left }: Left, now: number): Decision<Shipment> {
  if (shipment?.status !== 'prepared') return nothing
  const { orderId, trackingId, cancelled } = shipment
  const calledBack = cancelled ? [recall(orderId)] : []
  // Kept back by a recall that this database forgot when it was restored: the cancellation will be heard again.
  if (!left) return becomes({ ...shipment, status: 'held' }, ...calledBack)
  const shipped = OrderShipped.of({ orderId, trackingId, shippedAt: now })
  return becomes(onItsWay(shipment), shipped, track(orderId, firstSteps), ...calledBack)
}

/** A parcel that we held back has never left. One that left before our database was restored is followed home. */
export function keep(shipment: Shipment | undefined, { left }: Left, now: number): Decision<Shipment> {
  if (shipment?.status !== 'held') return nothing
  const { orderId, trackingId } = shipment
  return left
    ? becomes(onItsWay(shipment), track(orderId, firstSteps))
    : comesBack(orderId, trackingId, 'NEVER_LEFT', now)
}

/** The next step of the journey. A parcel at the door is followed on only if it was called back. */
export function follow(shipment: Shipment | undefined, { known, step }: Tracked, now: number): Decision<Shipment> {
  if ((shipment?.status !== 'shipped' && shipment?.status !== 'delivered') || shipment.known !== known) return nothing
  const { orderId, trackingId, cancelled, failedAttempts } = shipment
  const further = { ...shipment, known: known + 1 }
  const next = track(orderId, known + 1)
  switch (step.status) {
    case 'delivery_failed': {
      const failed = DeliveryFailed.of({ orderId, trackingId, attempt: step.attempt, failedAt: now })
      return becomes({ ...further, failedAttempts: failedAttempts + 1 }, failed, next)
    }
    case 'delivered': {
      const delivered = OrderDelivered.of({ orderId, trackingId, deliveredAt: now })
      return becomes({ ...further, status: 'delivered' }, delivered, ...(cancelled ? [next] : []))
    }
    case 'returned':
      return comesBack(orderId, trackingId, step.reason, now)
    case 'lost':
      return comesBack(orderId, trackingId, 'LOST', now)
  }
}

// A parcel that left was booked and is in transit: that much of its history is no news.
const firstSteps = 2

const onItsWay = ({ orderId, trackingId, cancelled }: Parcel): Shipment => {
  const journey = { known: firstSteps, failedAttempts: 0 }
  return { orderId, trackingId, cancelled, status: 'shipped', ...journey }
}
