import type { StackView } from '@saga-shop/local'
import type { WireRecord } from '@saga-shop/testing'
import { Kafka, logLevel, Partitioners } from 'kafkajs'

/** Writes to topics that belong to others: only the superuser can. */
export async function openWriter({ kafka }: Pick<StackView, 'kafka'>) {
  const client = new Kafka({
    brokers: [...kafka.brokers],
    sasl: { mechanism: 'scram-sha-256', ...kafka.users.admin },
    logLevel: logLevel.NOTHING,
  })
  const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  const admin = client.admin()
  await Promise.all([producer.connect(), admin.connect()])
  return {
    write: (topic: string, records: readonly WireRecord[]) =>
      producer.send({ topic, messages: records.map((record) => ({ ...record })) }),
    /** Where each partition of a topic ends. */
    ends: (topic: string) => admin.fetchTopicOffsets(topic),
    close: () => Promise.all([producer.disconnect(), admin.disconnect()]),
  }
}

export type Writer = Awaited<ReturnType<typeof openWriter>>
