import { generateKeyPairSync } from 'node:crypto'
import { connectUser } from '@saga-shop/contracts'
import { forEach, kafkaUsers, type Role, roles, type ServiceName, serviceNames } from '@saga-shop/local/names'
import { password } from '@saga-shop/local/password'

/** Everybody who logs on to Kafka in containers: Connect as well, which has rights only where Debezium is the relay. */
const logins = [...kafkaUsers, connectUser] as const

/** Every password of the shop: one for each user of Kafka, and one for each role in each database. And a key. */
export interface Passwords {
  /** What the storefront signs tokens with: an Ed25519 key as PKCS #8 PEM. */
  readonly signingKey: string
  readonly kafka: Readonly<Record<(typeof logins)[number], string>>
  readonly databases: Readonly<Record<ServiceName, Readonly<Record<Role, string>>>>
}

/** What is known of them, if anything. */
export interface Known {
  readonly signingKey?: string
  readonly kafka?: Partial<Passwords['kafka']>
  readonly databases?: Partial<Record<ServiceName, Partial<Record<Role, string>>>>
}

/** Those that are known as they are, and new ones for the rest. */
export const completed = ({ kafka = {}, databases = {}, signingKey = newKey() }: Known): Passwords => ({
  signingKey,
  kafka: forEach(logins, (user) => kafka[user] ?? password()),
  databases: forEach(serviceNames, (service) => forEach(roles, (role) => databases[service]?.[role] ?? password())),
})

const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()

/** Forgets the passwords that a service logs on with, so that new ones take their place. */
export function withoutThoseOf({ kafka, databases, ...rest }: Passwords, service: ServiceName): Known {
  const { [service]: forgotten, ...others } = kafka
  const { owner, relay, ...kept } = databases[service]
  return { ...rest, kafka: others, databases: { ...databases, [service]: kept } }
}
