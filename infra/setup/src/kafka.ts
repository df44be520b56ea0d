import { type Admin, Kafka, logLevel } from 'kafkajs'
import type { Settings } from './config.ts'
import { Hopeless, type Patience, waitFor } from './wait.ts'

/** Connects to Kafka as its administrator; waits for brokers that are not up yet. Whoever opens it disconnects it. */
export async function connect(settings: Settings, patience: Patience): Promise<Admin> {
  const { KAFKA_BROKERS: brokers, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = settings
  const kafka = new Kafka({
    clientId: 'setup',
    brokers: brokers.split(','),
    sasl: { mechanism: 'scram-sha-256', username, password },
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
  })
  const patient = kafka.admin()
  const impatient = kafka.admin({ retry: { retries: 0 } })
  await waitFor(`Kafka at ${brokers}`, patience, () => impatient.connect().catch(explain(username)))
  await Promise.all([impatient.disconnect(), patient.connect()])
  return patient
}

const explain = (username: string) => (error: unknown) => {
  if (error instanceof Error && error.name === 'KafkaJSSASLAuthenticationError')
    throw new Hopeless(`Kafka refuses the user ${username}: check KAFKA_USERNAME and KAFKA_PASSWORD`)
  throw error
}
