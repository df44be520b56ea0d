import type kafkajs from 'kafkajs'
import type { Log } from '../log.ts'
import { kafkaClient } from './client.ts'
import type { Extent, KafkaSettings } from './port.ts'

/** Asks where the log begins and ends, over a connection of its own that is opened when it is first needed. */
export function openLogEnds(settings: KafkaSettings, topics: readonly string[], log: Log) {
  let admin: Promise<kafkajs.Admin> | undefined

  async function connect() {
    const opened = kafkaClient({ ...settings, clientId: `${settings.clientId}-log-ends` }, log).admin()
    await opened.connect()
    return opened
  }

  /** Rejects while Kafka is out of reach. */
  async function read(): Promise<Extent[]> {
    try {
      admin ??= connect()
      const open = await admin
      return (await Promise.all(topics.map((topic) => endsOf(open, topic)))).flat()
    } catch (error) {
      await close()
      throw error
    }
  }

  async function close() {
    const open = await admin?.catch(() => undefined)
    admin = undefined
    await open?.disconnect()
  }

  return { read, close }
}

async function endsOf(admin: kafkajs.Admin, topic: string): Promise<Extent[]> {
  const offsets = await admin.fetchTopicOffsets(topic)
  return offsets.map(({ partition, low, high }) => ({ topic, partition, begin: Number(low), end: Number(high) }))
}
