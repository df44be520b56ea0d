import { generateKeyPairSync } from 'node:crypto'
import { type KafkaUser, type ServiceName, serviceNames } from './names.ts'
import type { StackFacts } from './plan.ts'

/** The settings of a service. */
export function serviceEnvironment(facts: StackFacts, service: ServiceName): Record<string, string> {
  const { databases, registryUrl, urls, smtpUrl } = facts
  const own: Partial<Record<ServiceName, Record<string, string>>> = {
    payment: { BANK_URL: urls.bank },
    shipping: { CARRIER_URL: urls.carrier },
    email: { SMTP_URL: smtpUrl, SHOP_URL: urls.order },
  }
  return {
    DATABASE_URL: databases[service].owner,
    REGISTRY_URL: registryUrl,
    ...kafkaEnvironment(facts, service),
    ...own[service],
  }
}

/**
 * The settings of the shop window. On a laptop everybody may watch, and nobody's personal data is shown. It signs with a
 * key that lasts as long as the stack: who is logged in stays so when it is started again.
 */
export const storefrontEnvironment = (facts: StackFacts): Record<string, string> => ({
  ...kafkaEnvironment(facts, 'storefront'),
  REGISTRY_URL: facts.registryUrl,
  ...Object.fromEntries([...serviceNames, 'relay'].map((name) => [`${name.toUpperCase()}_URL`, urlsOf(facts, name)])),
  PUBLIC_URL: facts.urls.storefront,
  WATCHERS: 'anybody',
  SIGNING_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
})

/** By whose keys services recognise tokens. Whoever comes without one is one of us: it is our laptop. */
export const tokenEnvironment = ({ urls }: StackFacts): Record<string, string> => ({
  JWKS_URL: `${urls.storefront}/.well-known/jwks.json`,
  TOKENLESS: 'trusted',
})

/** Every instance of a service. */
const urlsOf = ({ urls }: StackFacts, service: string) =>
  Object.entries(urls)
    .flatMap(([name, url]) => (name.replace(/-\d+$/, '') === service ? [url] : []))
    .join(',')

/** The settings of the relay that follows every service, with each service's own Kafka user. */
export function relayEnvironment({ kafka, databases }: StackFacts): Record<string, string> {
  const sources = serviceNames.flatMap((service) => {
    const prefix = `RELAY_${service.toUpperCase()}`
    return [
      [`${prefix}_DATABASE_URL`, databases[service].relay],
      [`${prefix}_KAFKA_USERNAME`, kafka.users[service].username],
      [`${prefix}_KAFKA_PASSWORD`, kafka.users[service].password],
    ]
  })
  return {
    RELAY_SOURCES: serviceNames.join(','),
    KAFKA_BROKERS: kafka.brokers.join(','),
    ...Object.fromEntries(sources),
  }
}

/** The settings of the job that makes relay slots anew: the relay's, and each database as its owner sees it. */
export const rebuildEnvironment = (facts: StackFacts): Record<string, string> => ({
  ...relayEnvironment(facts),
  ...Object.fromEntries(
    serviceNames.map((service) => [
      `RELAY_${service.toUpperCase()}_OWNER_DATABASE_URL`,
      facts.databases[service].owner,
    ]),
  ),
})

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

function kafkaEnvironment({ kafka }: StackFacts, user: KafkaUser): Record<string, string> {
  const { username, password } = kafka.users[user]
  return { KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_USERNAME: username, KAFKA_PASSWORD: password }
}
