import { OrderConfirmed, OrderDelivered } from '@saga-shop/contracts'
import type { StackView } from '@saga-shop/local'
import { kafkaOf } from './kafka.ts'

/** When the events that confirm and deliver each order were sent to Kafka, in milliseconds of `performance.now`. */
export interface Arrivals {
  readonly confirmed: ReadonlyMap<string, number>
  readonly delivered: ReadonlyMap<string, number>
  /** Resolves when something has been delivered. */
  delivery(): Promise<void>
  stop(): Promise<void>
}

/**
 * Watches the two topics from their ends on. Records carry the time at which they were sent: the broker is asked a few
 * times a second, since one who asks as fast as it answers is a load that no shop has.
 */
export async function watchArrivals(stack: Pick<StackView, 'kafka'>): Promise<Arrivals> {
  const consumer = kafkaOf(stack).consumer({ groupId: `bench-${Date.now()}`, ...aFewTimesASecond })
  const confirmed = new Map<string, number>()
  const delivered = new Map<string, number>()
  let next = Promise.withResolvers<void>()
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve))
  await consumer.connect()
  await consumer.subscribe({ topics: [OrderConfirmed.topic, OrderDelivered.topic] })
  await consumer.run({
    autoCommit: false,
    eachBatch: ({ batch }) => {
      const clock = performance.now() - Date.now()
      const seen = batch.topic === OrderConfirmed.topic ? confirmed : delivered
      for (const { key, timestamp } of batch.messages) if (key) seen.set(key.toString(), Number(timestamp) + clock)
      if (seen === delivered) {
        next.resolve()
        next = Promise.withResolvers()
      }
      return Promise.resolve()
    },
  })
  await joined
  return { confirmed, delivered, delivery: () => next.promise, stop: () => consumer.disconnect() }
}

const aFewTimesASecond = { minBytes: 1024 * 1024, maxWaitTimeInMs: 100 }
