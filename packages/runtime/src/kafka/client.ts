import kafkajs from 'kafkajs'
import type { Log } from '../log.ts'
import type { KafkaSettings } from './port.ts'

const levels = { [kafkajs.logLevel.ERROR]: 'error', [kafkajs.logLevel.WARN]: 'warn' } as const

/** A kafkajs client that logs through ours: its errors and warnings; the rest at debug level. */
export const kafkaClient = ({ brokers, clientId, username, password }: KafkaSettings, log: Log) =>
  new kafkajs.Kafka({
    clientId,
    brokers: [...brokers],
    ...(username && password && { sasl: { mechanism: 'scram-sha-256', username, password } }),
    connectionTimeout: 3_000,
    requestTimeout: 10_000, // a broker that is gone without a word is missed after this long
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
    logLevel: kafkajs.logLevel.INFO,
    logCreator:
      () =>
      ({ namespace, level, log: { message, timestamp: _, logger: __, ...details } }) =>
        log[level === kafkajs.logLevel.ERROR || level === kafkajs.logLevel.WARN ? levels[level] : 'debug'](
          { kafka: namespace, ...details },
          message,
        ),
  })
