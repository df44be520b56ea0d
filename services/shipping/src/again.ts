import type { OrderReturnedData, ShipmentPreparedData } from '@saga-shop/contracts'
import { becomes, type Decision, nothing } from '@saga-shop/runtime'
import { handOver } from './calls.ts'
import type { Shipment } from './shipment.ts'

/** The carrier had a place for the parcel before this database was restored. What became of it since, the carrier knows. */
export function prepareAgain(
  shipment: Shipment | undefined,
  { orderId, trackingId }: Pick<ShipmentPreparedData, 'orderId' | 'trackingId'>,
): Decision<Shipment> {
  switch (shipment?.status) {
    case undefined:
    case 'addressed':
    case 'confirmed':
    case 'cancelled':
    case 'booking': {
      const cancelled = shipment?.status === 'cancelled' || (shipment?.status === 'booking' && shipment.cancelled)
      return becomes({ orderId, trackingId, cancelled, status: 'prepared' }, handOver(orderId))
    }
    default:
      return nothing
  }
}

/** It had come back, or never left, before this database was restored: that is the end of it. */
export function comeBackAgain(
  shipment: Shipment | undefined,
  { orderId, trackingId, reason }: Pick<OrderReturnedData, 'orderId' | 'trackingId' | 'reason'>,
): Decision<Shipment> {
  if (shipment?.status === 'returned') return nothing
  return becomes({ orderId, trackingId, reason, status: 'returned' })
}
