import type { EventKind } from '@saga-shop/contracts'
import { kafkaSockets, type TlsFiles } from '@saga-shop/runtime/tls'
import { type Admin, Kafka, logLevel } from 'kafkajs'
import type { Shop } from '../shop.ts'
import type { Partition } from './evidence.ts'

/** A quiet client that logs on as the judge, who may read everything and write nothing. */
export function kafkaOf({ kafka: { brokers, users }, tls }: Pick<Shop, 'kafka'> & { readonly tls?: TlsFiles }): Kafka {
  const { username, password } = users.judge
  return new Kafka({
    clientId: 'judge',
    brokers: [...brokers],
    sasl: { mechanism: 'scram-sha-256', username, password },
    ...(tls && { socketFactory: kafkaSockets(tls) }),
    logLevel: logLevel.NOTHING,
  })
}

/** The offsets that each partition of these events' topics holds. */
export async function readPartitions(kafka: Kafka, kinds: readonly EventKind<unknown>[]): Promise<Partition[]> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    return await partitionsOf(admin, kinds)
  } finally {
    await admin.disconnect()
  }
}

/** The same, over a connection that is there. */
export async function partitionsOf(admin: Admin, kinds: readonly EventKind<unknown>[]): Promise<Partition[]> {
  const partitions: Partition[] = []
  // One after the other: with several brokers, the client forgets topics that it is asked about at the same time.
  for (const { topic } of kinds)
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      partitions.push({ topic, partition, begin: Number(low), end: Number(high) })
  return partitions
}
