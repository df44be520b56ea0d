import { kafkaSockets, tlsOf } from '@saga-shop/runtime/tls'
import { type Admin, Kafka, type KafkaConfig, logLevel } from 'kafkajs'
import type { Settings } from './config.ts'
import { Hopeless, type Patience, waitFor } from './wait.ts'

/** Connects to Kafka as its administrator; waits for brokers that are not up yet. Whoever opens it disconnects it. */
export async function connect(settings: Settings, patience: Patience): Promise<Admin> {
  const options = optionsOf(settings)
  await waitFor(`Kafka at ${settings.KAFKA_BROKERS}`, patience, () => probe(options, settings.KAFKA_USERNAME))
  const admin = new Kafka(options).admin()
  await admin.connect()
  return admin
}

function optionsOf(settings: Settings): KafkaConfig {
  const { KAFKA_BROKERS, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = settings
  const tls = tlsOf('KAFKA', settings)
  return {
    clientId: 'setup',
    brokers: KAFKA_BROKERS.split(','),
    sasl: { mechanism: 'scram-sha-256', username, password },
    ...(tls && { socketFactory: kafkaSockets(tls) }),
    logLevel: logLevel.NOTHING,
  }
}

/** One attempt: kafkajs's own retries would hide the reason for minutes. */
async function probe(options: KafkaConfig, username: string) {
  const once = { retries: 0 }
  const kafka = new Kafka({ ...options, retry: once, connectionTimeout: 3_000, requestTimeout: 3_000 })
  const admin = kafka.admin({ retry: once })
  try {
    await admin.connect()
  } catch (error) {
    if (error instanceof Error && error.name === 'KafkaJSSASLAuthenticationError')
      throw new Hopeless(`Kafka refuses the user ${username}: check KAFKA_USERNAME and KAFKA_PASSWORD`)
    throw error
  } finally {
    await admin.disconnect()
  }
}
