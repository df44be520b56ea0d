/** The services of the shop, each with its own database and Kafka user. */
export const serviceNames = ['basket', 'order', 'payment', 'shipping', 'email'] as const
export type ServiceName = (typeof serviceNames)[number]

export const isServiceName = (name: string): name is ServiceName => serviceNames.some((service) => service === name)

/** The outside world's stand-ins. */
export const outsideNames = ['bank', 'carrier', 'mail'] as const
export type OutsideName = (typeof outsideNames)[number]

/** A process of a service: the first is called as the service is, the second `order-2`. */
export type InstanceName = ServiceName | `${ServiceName}-${number}`

/** Everything that answers over HTTP. */
export type HttpName = InstanceName | OutsideName | 'relay' | 'relay-2' | 'storefront'

/** A second one of something, that may stand by until it is started. */
export type SpareName = `${ServiceName}-${number}` | 'relay-2'

/** Everything that runs, each as its own process. */
export type ProcessName = HttpName | 'kafka' | 'registry' | `postgres-${ServiceName}`

/** Everything that listens; Kafka's controller and the mail sink's SMTP have ports of their own. */
export type PortName = ProcessName | 'controller' | 'smtp'

/** Everyone who may log on to Kafka: each service, the shop window that hears all events, the judge who reads everything, and the superuser. */
export const kafkaUsers = [...serviceNames, 'storefront', 'judge', 'admin'] as const
export type KafkaUser = (typeof kafkaUsers)[number]

/** Who logs on to a database: its service, the relay that follows the outbox, the judge who only reads, the superuser. */
export const roles = ['owner', 'relay', 'judge', 'admin'] as const
export type Role = (typeof roles)[number]

/** A record with an entry for each name. */
export const forEach = <Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value) =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>
