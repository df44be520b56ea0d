import { connectUser } from '@saga-shop/contracts'
import { serviceNames } from '@saga-shop/local/names'
import type { Passwords } from './passwords.ts'

/** What Connect reads where Debezium takes the relay's place: its own login, and those of each connector. */
export function connectFiles({ kafka, databases }: Passwords): Record<string, string> {
  const connectors = serviceNames.flatMap((service) => [
    [`${service}.jaas`, jaas(service, kafka[service])],
    [`${service}.database-password`, databases[service].relay],
  ])
  return { 'worker.jaas': jaas(connectUser, kafka.connect), ...Object.fromEntries(connectors) }
}

/** How programs on Java log on to Kafka. */
export const jaas = (username: string, password: string) =>
  `org.apache.kafka.common.security.scram.ScramLoginModule required username="${username}" password="${password}";`
