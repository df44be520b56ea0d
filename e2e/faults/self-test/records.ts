import { randomUUID } from 'node:crypto'
import type { Stack } from '@saga-shop/local'
import { Kafka, logLevel, type Message, Partitioners } from 'kafkajs'

/** Writes every record of a topic once more behind the others: the same keys, values, headers and partitions. */
export async function replay(stack: Stack, topic: string): Promise<void> {
  await write(stack, topic, await recordsOf(clientOf(stack), topic))
}

/** Writes a record that nobody can read, under a key that nobody else has. */
export const writePoison = (stack: Stack, topic: string): Promise<void> =>
  write(stack, topic, [{ key: randomUUID(), value: 'this is no event' }])

async function write(stack: Stack, topic: string, messages: Message[]): Promise<void> {
  const producer = clientOf(stack).producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  await producer.send({ topic, messages })
  await producer.disconnect()
}

/** As somebody who may do anything. */
const clientOf = ({ kafka }: Stack) =>
  new Kafka({
    brokers: [...kafka.brokers],
    clientId: 'self-test',
    sasl: { mechanism: 'scram-sha-256', ...kafka.users.admin },
    logLevel: logLevel.NOTHING,
  })

/** All that stands on the topic now. */
async function recordsOf(client: Kafka, topic: string): Promise<Message[]> {
  const admin = client.admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  const wanted = offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0)
  const found: Message[] = []
  const consumer = client.consumer({ groupId: `replay-${Date.now()}`, maxWaitTimeInMs: 100 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await new Promise<void>((resolve, reject) => {
    if (wanted === 0) resolve()
    const eachMessage = async ({ partition, message }: { partition: number; message: Message }) => {
      if (found.push({ ...message, partition }) >= wanted) resolve()
    }
    consumer.run({ eachMessage: eachMessage as never }).catch(reject)
  })
  await consumer.disconnect()
  return found.slice(0, wanted)
}
