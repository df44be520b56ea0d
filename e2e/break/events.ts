import { randomUUID } from 'node:crypto'
import { events, OrderConfirmed } from '@saga-shop/contracts'
import type { Stack } from '@saga-shop/local'
import { Kafka, logLevel } from 'kafkajs'
import { lastRecords } from '../faults/run/last-records.ts'
import { garbage } from '../shop/index.ts'

// Of a compacted topic the last record of a key counts: to write an older one again would be a lie.
const topics = events.filter(({ compacted }) => !compacted).map(({ topic }) => topic)

const open = ({ kafka: { brokers, users } }: Stack) =>
  new Kafka({
    clientId: 'break',
    brokers: [...brokers],
    sasl: { mechanism: 'scram-sha-256', ...users.admin },
    logLevel: logLevel.NOTHING,
  })

/** Writes the last records of each topic once more, byte for byte: about so many in all. */
export async function repeatLast(stack: Stack, count: number): Promise<void> {
  const kafka = open(stack)
  const producer = kafka.producer({ allowAutoTopicCreation: false })
  await producer.connect()
  try {
    for (const topic of topics) {
      const messages = await lastRecords(kafka, topic, Math.ceil(count / topics.length / 3))
      if (messages.length > 0) await producer.send({ topic, messages })
    }
  } finally {
    await producer.disconnect()
  }
}

/** Writes what is no event, about an order that there is not. */
export async function poisonTopic(stack: Stack): Promise<void> {
  const producer = open(stack).producer({ allowAutoTopicCreation: false })
  await producer.connect()
  try {
    await producer.send({
      topic: OrderConfirmed.topic,
      messages: [garbage(randomUUID(), Math.floor(Math.random() * 5))],
    })
  } finally {
    await producer.disconnect()
  }
}
