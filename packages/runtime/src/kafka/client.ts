import kafkajs from 'kafkajs'
import type { Log } from '../log.ts'
import { kafkaSockets } from '../tls/kafka-socket.ts'
import type { KafkaSettings } from './port.ts'

const levels = { [kafkajs.logLevel.ERROR]: 'error', [kafkajs.logLevel.WARN]: 'warn' } as const

/** A kafkajs client that logs through ours: its errors and warnings; the rest at debug level. */
export const kafkaClient = (settings: KafkaSettings, log: Log) =>
  new kafkajs.Kafka({
    clientId: settings.clientId,
    brokers: [...settings.brokers],
    ...loginOf(settings),
    ...(settings.tls && { socketFactory: kafkaSockets(settings.tls) }),
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

/** The password is asked for at each login: it may have changed since the last. */
function loginOf(settings: KafkaSettings): Pick<kafkajs.KafkaConfig, 'sasl'> {
  const { username, password } = settings
  if (!username || !password) return {}
  return {
    sasl: {
      mechanism: 'scram-sha-256',
      username,
      get password() {
        return settings.password ?? ''
      },
    },
  }
}
