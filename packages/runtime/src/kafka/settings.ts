import type { AccessSettings } from '../settings.ts'
import { tlsOf } from '../tls/settings.ts'
import type { KafkaSettings } from './port.ts'

/** How a client of this name reaches Kafka. The password is the one of now. */
export const kafkaSettings = (settings: Omit<AccessSettings, 'DATABASE_URL'>, clientId: string): KafkaSettings => ({
  brokers: settings.KAFKA_BROKERS.split(','),
  clientId,
  username: settings.KAFKA_USERNAME,
  get password() {
    return settings.KAFKA_PASSWORD
  },
  tls: tlsOf('KAFKA', settings),
})
