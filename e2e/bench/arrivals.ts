import { OrderConfirmed, OrderDelivered } from '@saga-shop/contracts'
import type { StackView } from '@saga-shop/local'
import { kafkaOf } from './kafka.ts'

/** When each order was seen confirmed and delivered on Kafka, by this process's clock (milliseconds of `performance.now`). */
export interface Arrivals {
  readonly confirmed: ReadonlyMap<string, number>
  readonly delivered: ReadonlyMap<string, number>
  /** Resolves when something has been delivered. */
  delivery(): Promise<void>
  stop(): Promise<void>
}

/** Watches the two topics from their ends on. */
export async function watchArrivals(stack: Pick<StackView, 'kafka'>): Promise<Arrivals> {
  const consumer = kafkaOf(stack).consumer({ groupId: `bench-${Date.now()}`, maxWaitTimeInMs: 250 })
  const confirmed = new Map<string, number>()
  const delivered = new Map<string, number>()
  let next = Promise.withResolvers<void>()
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve))
  await consumer.connect()
  await consumer.subscribe({ topics: [OrderConfirmed.topic, OrderDelivered.topic] })
  await consumer.run({
    autoCommit: false,
    eachBatch: ({ batch }) => {
      const now = performance.now()
      const seen = batch.topic === OrderConfirmed.topic ? confirmed : delivered
      for (const { key } of batch.messages) if (key) seen.set(key.toString(), now)
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
