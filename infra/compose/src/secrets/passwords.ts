import {
  forEach,
  type KafkaUser,
  kafkaUsers,
  type Role,
  roles,
  type ServiceName,
  serviceNames,
} from '@saga-shop/local/names'
import { password } from '@saga-shop/local/password'

/** Every password of the shop: one for each user of Kafka, and one for each role in each database. */
export interface Passwords {
  readonly kafka: Readonly<Record<KafkaUser, string>>
  readonly databases: Readonly<Record<ServiceName, Readonly<Record<Role, string>>>>
}

/** What is known of them, if anything. */
export interface Known {
  readonly kafka?: Partial<Passwords['kafka']>
  readonly databases?: Partial<Record<ServiceName, Partial<Record<Role, string>>>>
}

/** Those that are known as they are, and new ones for the rest. */
export const completed = ({ kafka = {}, databases = {} }: Known): Passwords => ({
  kafka: forEach(kafkaUsers, (user) => kafka[user] ?? password()),
  databases: forEach(serviceNames, (service) => forEach(roles, (role) => databases[service]?.[role] ?? password())),
})

/** Forgets the passwords that a service logs on with, so that new ones take their place. */
export function withoutThoseOf({ kafka, databases }: Passwords, service: ServiceName): Known {
  const { [service]: forgotten, ...others } = kafka
  const { owner, relay, ...kept } = databases[service]
  return { kafka: others, databases: { ...databases, [service]: kept } }
}
