import { OrderCancelled, OrderConfirmed, OrderRequested } from '@saga-shop/contracts'
import { reactsWith } from '@saga-shop/runtime'
import { BookParcel, HandOver, Recall, Track } from './calls.ts'
import { follow, keep, prepare, ship } from './parcel.ts'
import { address, cancel, confirm } from './shipment.ts'
import { shipments } from './shipments.ts'

const on = reactsWith(shipments)

/** What the shipping service does when it hears of something. */
export const reactions = [
  on(OrderRequested, (shipment, { data }) => address(shipment, data.orderId, data.recipient)),
  on(OrderConfirmed, (shipment, { data, now }) => confirm(shipment, data.orderId, now)),
  on(OrderCancelled, (shipment, { data, now }) => cancel(shipment, data.orderId, now)),
  on(BookParcel.answered, (shipment, { data, now }) => prepare(shipment, data, now)),
  on(HandOver.answered, (shipment, { data, now }) => ship(shipment, data, now)),
  on(Recall.answered, (shipment, { data, now }) => keep(shipment, data, now)),
  on(Track.answered, (shipment, { data, now }) => follow(shipment, data, now)),
]
