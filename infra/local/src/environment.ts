import { type ServiceName, serviceNames } from './names.ts'
import type { StackFacts } from './plan.ts'

/** Where the HTTP of a process listens. */
const listening = (url: string) => ({ HOST: '127.0.0.1', PORT: new URL(url).port })

/** The settings of an instance of a service. */
export function serviceEnvironment(facts: StackFacts, service: ServiceName, instance: string): Record<string, string> {
  const { kafka, databases, registryUrl, urls, smtpUrl } = facts
  const own: Partial<Record<ServiceName, Record<string, string>>> = {
    payment: { BANK_URL: urls['bank'] ?? '' },
    shipping: { CARRIER_URL: urls['carrier'] ?? '' },
    email: { SMTP_URL: smtpUrl, SHOP_URL: urls['order'] ?? '' },
  }
  return {
    ...listening(urls[instance] ?? ''),
    INSTANCE: instance,
    DATABASE_URL: databases[service].owner,
    REGISTRY_URL: registryUrl,
    ...kafkaEnvironment(facts, service),
    ...own[service],
    KAFKA_BROKERS: kafka.brokers.join(','),
  }
}

/** The settings of the relay that follows every service. */
export function relayEnvironment(facts: StackFacts): Record<string, string> {
  const sources = serviceNames.flatMap((service) => [
    [`RELAY_${service.toUpperCase()}_DATABASE_URL`, facts.databases[service].relay],
    [`RELAY_${service.toUpperCase()}_KAFKA_USERNAME`, facts.kafka.users[service].username],
    [`RELAY_${service.toUpperCase()}_KAFKA_PASSWORD`, facts.kafka.users[service].password],
  ])
  return {
    ...listening(facts.urls['relay'] ?? ''),
    RELAY_SOURCES: serviceNames.join(','),
    KAFKA_BROKERS: facts.kafka.brokers.join(','),
    ...Object.fromEntries(sources),
  }
}

/** The settings of the job that makes topics, rules and subjects. */
export const setupEnvironment = (facts: StackFacts): Record<string, string> => ({
  ...kafkaEnvironment(facts, 'admin'),
  REGISTRY_URL: facts.registryUrl,
  TOPIC_REPLICATION: '1',
})

/** The settings of a service's migrations. */
export const migrationEnvironment = ({ databases }: StackFacts, service: ServiceName): Record<string, string> => ({
  DATABASE_URL: databases[service].owner,
  RELAY_DATABASE_URL: databases[service].relay,
})

/** The settings of a stand-in of the outside world. */
export const outsideEnvironment = ({ urls, smtpUrl }: StackFacts, name: string): Record<string, string> => ({
  ...listening(urls[name] ?? ''),
  ...(name === 'mail' && { SMTP_PORT: new URL(smtpUrl).port }),
})

function kafkaEnvironment({ kafka }: StackFacts, user: keyof StackFacts['kafka']['users']): Record<string, string> {
  const { username, password } = kafka.users[user]
  return { KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_USERNAME: username, KAFKA_PASSWORD: password }
}
