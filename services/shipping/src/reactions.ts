import {
  OrderCancelled,
  OrderConfirmed,
  OrderRequested,
  type OrderReturnedData,
  type ShipmentPreparedData,
} from '@saga-shop/contracts'
import { command, reactsWith } from '@saga-shop/runtime'
import { comeBackAgain, prepareAgain } from './again.ts'
import { BookParcel, HandOver, Recall, Track } from './calls.ts'
import { follow, keep, prepare, ship } from './parcel.ts'
import { address, cancel, confirm } from './shipment.ts'
import { shipments } from './shipments.ts'

/** The parcel was booked before the database was restored. */
export const PrepareAgain = command<ShipmentPreparedData>('prepare-again')
/** It had come back before the database was restored. */
export const ComeBackAgain = command<OrderReturnedData>('come-back-again')

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
  on(PrepareAgain, (shipment, { data }) => prepareAgain(shipment, data)),
  on(ComeBackAgain, (shipment, { data }) => comeBackAgain(shipment, data)),
]
