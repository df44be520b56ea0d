import type { StackFacts } from '@saga-shop/local'
import { forEach, type HttpName, kafkaUsers, roles, type ServiceName, serviceNames } from '@saga-shop/local/names'
import type { Passwords } from './secrets/passwords.ts'

/** Where everything of a shop in containers is, as seen from some place: hosts with ports. */
export interface Addresses {
  readonly kafka: readonly string[]
  readonly registry: string
  readonly smtp: string
  readonly databases: Readonly<Record<ServiceName, string>>
  readonly http: Readonly<Record<string, string>> & Readonly<Record<HttpName, string>>
}

/** The shop as those see it who know where it is and what opens its doors. */
export const factsOf = (addresses: Addresses, passwords: Passwords): StackFacts => ({
  kafka: {
    brokers: [...addresses.kafka],
    users: forEach(kafkaUsers, (username) => ({ username, password: passwords.kafka[username] })),
  },
  registryUrl: `http://${addresses.registry}/apis/ccompat/v7`,
  smtpUrl: `smtp://${addresses.smtp}`,
  databases: forEach(serviceNames, (service) =>
    forEach(roles, (role) => {
      const user = { owner: service, relay: 'relay', judge: 'judge', admin: 'postgres' }[role]
      return `postgres://${user}:${passwords.databases[service][role]}@${addresses.databases[service]}/${service}`
    }),
  ),
  urls: Object.fromEntries(
    Object.entries(addresses.http).map(([name, address]) => [name, `http://${address}`]),
  ) as StackFacts['urls'],
})
