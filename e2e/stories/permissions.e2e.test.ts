import { events, services } from '@saga-shop/contracts'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import { expect, test } from 'vitest'
import { stack } from './shop.ts'

test.each(services)("%s may not announce another service's events", async (service) => {
  const producer = new Kafka({
    brokers: stack.kafka.brokers,
    sasl: { mechanism: 'scram-sha-256', ...stack.kafka.users[service] },
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  }).producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false })
  await producer.connect()
  try {
    for (const { topic } of events.filter(({ owner }) => owner !== service))
      await expect(producer.send({ topic, messages: [{ value: 'forged' }] })).rejects.toThrow(/not authorized/i)
  } finally {
    await producer.disconnect()
  }
})
