import type { Certificates, StackFacts } from '@saga-shop/local'
import { forEach, type HttpName, kafkaUsers, roles, type ServiceName, serviceNames } from '@saga-shop/local/names'
import type { Passwords } from './secrets/passwords.ts'

/** Where everything of a shop in containers is, as seen from some place: hosts with ports. */
export interface Addresses {
  readonly kafka: readonly string[]
  readonly registry: string
  readonly smtp: string
  readonly databases: Readonly<Record<ServiceName, string>>
  readonly http: Readonly<Record<string, string>> & Readonly<Record<HttpName, string>>
  /** Where the certificates are, when everything speaks TLS: whom to trust, and what to show. */
  readonly tls?: Certificates | undefined
}

/** The shop as those see it who know where it is and what opens its doors. */
export const factsOf = ({ tls, ...addresses }: Addresses, passwords: Passwords): StackFacts => ({
  ...(tls && { tls }),
  kafka: {
    brokers: [...addresses.kafka],
    users: forEach(kafkaUsers, (username) => ({ username, password: passwords.kafka[username] })),
  },
  registryUrl: `${web(tls)}://${addresses.registry}/apis/ccompat/v7`,
  smtpUrl: `smtp://${addresses.smtp}`,
  databases: forEach(serviceNames, (service) =>
    forEach(roles, (role) => {
      const user = { owner: service, relay: 'relay', judge: 'judge', admin: 'postgres' }[role]
      return `postgres://${user}:${passwords.databases[service][role]}@${addresses.databases[service]}/${service}${checked(tls)}`
    }),
  ),
  urls: Object.fromEntries(
    Object.entries(addresses.http).map(([name, address]) => [name, `${web(tls)}://${address}`]),
  ) as StackFacts['urls'],
})

const web = (tls: Certificates | undefined) => (tls ? 'https' : 'http')

/** How a Postgres URL says: over TLS, and only to the one whose name the certificate has. */
const checked = (tls: Certificates | undefined) => (tls ? `?sslmode=verify-full&sslrootcert=${tls.ca}` : '')
