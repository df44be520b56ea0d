import type kafkajs from 'kafkajs'
import type { Log } from '../log.ts'
import { kafkaClient } from './client.ts'
import { extentsOf } from './extents.ts'
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
      return await extentsOf(admin, topics)
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
