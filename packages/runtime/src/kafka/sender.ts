import kafkajs from 'kafkajs'
import type { Log } from '../log.ts'
import { kafkaClient } from './client.ts'
import type { KafkaSettings, RecordHeaders } from './port.ts'

/** A record to be written, to one partition of one topic. */
export interface Outgoing {
  readonly topic: string
  readonly partition: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: RecordHeaders
}

/** Writes records now and then; a connection is opened when it is first needed. Events go out another way: through the relay. */
export function openSender(settings: KafkaSettings, log: Log) {
  let producer: Promise<kafkajs.Producer> | undefined

  async function connect() {
    const opened = kafkaClient({ ...settings, clientId: `${settings.clientId}-sender` }, log).producer({
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry: { retries: 3 },
    })
    await opened.connect()
    return opened
  }

  /** Resolves when all in-sync replicas have them; rejects when not all may have arrived. */
  async function send(records: readonly Outgoing[]) {
    try {
      producer ??= connect()
      const open = await producer
      const topics = Map.groupBy(records, ({ topic }) => topic)
      const topicMessages = [...topics].map(([topic, messages]) => ({ topic, messages: messages.map(toMessage) }))
      await open.sendBatch({ topicMessages, acks: -1 })
    } catch (error) {
      await close()
      throw error
    }
  }

  async function close() {
    const open = await producer?.catch(() => undefined)
    producer = undefined
    await open?.disconnect()
  }

  return { send, close }
}

const toMessage = ({ partition, key, value, headers }: Outgoing): kafkajs.Message => ({
  partition,
  key,
  value,
  headers: { ...headers },
})
