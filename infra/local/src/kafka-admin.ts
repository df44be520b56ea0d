import { Kafka, logLevel } from 'kafkajs'
import type { Login } from './kafka-settings.ts'
import type { Check } from './wait.ts'

/** A client that logs on to a local broker, and keeps quiet. */
export const kafkaClient = (brokers: string[], login: Login, clientId = 'saga-shop-local'): Kafka =>
  new Kafka({
    clientId,
    brokers,
    ssl: false,
    sasl: { mechanism: 'scram-sha-256', ...login },
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50, maxRetryTime: 200, retries: 0 },
    connectionTimeout: 1_000,
  })

/**
 * Whether the broker lets this user in, counts itself (before that, no partition could be placed on it), and has loaded
 * what it knows of groups (before that, a consumer that joins one is sent away).
 */
export const serves = (broker: string, login: Login): Check =>
  async function answered() {
    const admin = kafkaClient([broker], login).admin()
    try {
      await admin.connect()
      const { brokers } = await admin.describeCluster()
      await admin.describeGroups(['anybody'])
      return brokers.length > 0
    } catch {
      return false
    } finally {
      await admin.disconnect()
    }
  }
