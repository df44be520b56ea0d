import type { ConnectionOptions } from '@platformatic/kafka'
import { currentPems, type TlsSettings, tlsOf } from '@saga-shop/runtime/tls'
import type { Settings } from './config.ts'

export type Login = Pick<Settings, 'KAFKA_BROKERS' | 'KAFKA_USERNAME' | 'KAFKA_PASSWORD'> & TlsSettings<'KAFKA'>

/** How the administrator logs on with @platformatic/kafka, which knows what kafkajs has no words for. */
export function asAdministrator(settings: Login): ConnectionOptions {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = settings
  const tls = tlsOf('KAFKA', settings)
  return {
    sasl: { mechanism: 'SCRAM-SHA-256', username, password },
    ...(tls && { tls: currentPems(tls)() }),
  }
}
