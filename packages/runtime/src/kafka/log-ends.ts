import type kafkajs from 'kafkajs'
import type { Log } from '../log.ts'
import { kafkaClient } from './client.ts'
import type { Extent, KafkaSettings } from './port.ts'

/** Asks where the log begins and ends, over a connection of its own that is opened when it is first needed. */
export function openLogEnds(settings: KafkaSettings, topics: readonly string[], log: Log) {
  let connecting: Promise<kafkajs.Admin> | undefined
  let connected: kafkajs.Admin | undefined

  async function connect() {
    const admin = kafkaClient({ ...settings, clientId: `${settings.clientId}-log-ends` }, log).admin()
    await admin.connect()
    connected = admin
    return admin
  }

  /** Rejects while Kafka is out of reach. */
  async function read(): Promise<Extent[]> {
    try {
      connecting ??= connect()
      const admin = await connecting
      const ends: Extent[] = []
      // One after the other: with several brokers, kafkajs forgets topics that it is asked about at the same time.
      for (const topic of topics) ends.push(...(await endsOf(admin, topic)))
      return ends
    } catch (error) {
      await close()
      throw error
    }
  }

  /** Does not wait for a connection that is not there yet. */
  async function close() {
    const admin = connected
    connecting = undefined
    connected = undefined
    await admin?.disconnect()
  }

  return { read, close }
}

async function endsOf(admin: kafkajs.Admin, topic: string): Promise<Extent[]> {
  const offsets = await admin.fetchTopicOffsets(topic)
  return offsets.map(({ partition, low, high }) => ({ topic, partition, begin: Number(low), end: Number(high) }))
}
