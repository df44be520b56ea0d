import type { OwnListener } from './detours.ts'

/** Who logs on to Kafka, and with what. */
export interface Login {
  readonly username: string
  readonly password: string
}

/** What a broker has to know beyond what is the same for all. */
export interface BrokerOptions {
  readonly port: number
  readonly controllerPort: number
  readonly folder: string
  readonly admin: Login
  readonly listeners?: readonly OwnListener[]
}

/** A broker that is its own controller: everybody logs on, nobody may do anything that no rule allows. */
export function brokerSettings({ port, controllerPort, folder, admin, listeners = [] }: BrokerOptions): string {
  const clients: OwnListener[] = [{ name: 'CLIENT', port, advertised: port }, ...listeners]
  const each = (as: (client: OwnListener) => string) => clients.map(as).join(',')
  const login = `username="${admin.username}" password="${admin.password}"`
  return lines({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `${each((client) => `${client.name}://127.0.0.1:${client.port}`)},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': each(({ name, advertised }) => `${name}://127.0.0.1:${advertised}`),
    'listener.security.protocol.map': `${each(({ name, tls }) => `${name}:${tls ? 'SASL_SSL' : 'SASL_PLAINTEXT'}`)},CONTROLLER:SASL_PLAINTEXT`,
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-256',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    ...Object.assign({}, ...clients.flatMap((client) => [scramAt(client, login), tlsAt(client)])),
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${login} user_${admin.username}="${admin.password}";`,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${admin.username}`,
    'log.dirs': folder,
    ...alone,
  })
}

const scramAt = ({ name }: OwnListener, login: string) => ({
  [`listener.name.${name.toLowerCase()}.sasl.enabled.mechanisms`]: 'SCRAM-SHA-256',
  [`listener.name.${name.toLowerCase()}.scram-sha-256.sasl.jaas.config`]: `org.apache.kafka.common.security.scram.ScramLoginModule required ${login};`,
})

const tlsAt = ({ name, tls }: OwnListener) => {
  const at = `listener.name.${name.toLowerCase()}.ssl`
  return (
    tls && {
      [`${at}.client.auth`]: 'required',
      [`${at}.keystore.type`]: 'PEM',
      [`${at}.keystore.location`]: tls.identity,
      [`${at}.truststore.type`]: 'PEM',
      [`${at}.truststore.location`]: tls.ca,
    }
  )
}

/** A broker without peers, on a small machine: it is back soon after a crash and keeps its memory small. */
const alone = {
  'auto.create.topics.enable': false,
  'group.initial.rebalance.delay.ms': 0,
  'offsets.topic.num.partitions': 1,
  'offsets.topic.replication.factor': 1,
  'transaction.state.log.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'share.coordinator.state.topic.num.partitions': 1,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'broker.session.timeout.ms': 3_000,
  'broker.heartbeat.interval.ms': 300,
  'controller.quorum.election.timeout.ms': 300,
  'controller.quorum.fetch.timeout.ms': 1_000,
  'log.cleaner.dedupe.buffer.size': 2_097_152,
  'log.index.size.max.bytes': 1_048_576,
  'num.io.threads': 2,
  'num.network.threads': 1,
}

const lines = (settings: Record<string, string | number | boolean>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
