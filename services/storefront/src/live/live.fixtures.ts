import { OrderConfirmed, OrderRequested } from '@saga-shop/contracts'
import type { LiveEvent } from '../api.ts'

export const orderId = '0197f000-0000-7000-8000-0000000000aa'

/** A record of some event, as it is told. */
export const liveEvent = (partition: number, offset: number, changes: Partial<LiveEvent> = {}): LiveEvent => ({
  topic: OrderConfirmed.topic,
  partition,
  offset,
  writtenAt: offset,
  position: null,
  lsn: null,
  schemaId: 1,
  id: `0197f000-0000-7000-8000-${String(partition).padStart(4, '0')}${String(offset).padStart(8, '0')}`,
  type: OrderConfirmed.type,
  source: 'order',
  time: new Date(offset).toISOString(),
  subject: orderId,
  correlationId: orderId,
  causationId: null,
  traceparent: null,
  key: orderId,
  data: {},
  ...changes,
})

export const topics = [OrderConfirmed.topic, OrderRequested.topic]
