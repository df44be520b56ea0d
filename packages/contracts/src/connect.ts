import { type Service, services } from './listeners.ts'
import type { Permission } from './permissions.ts'
import type { Topic, TopicSize } from './topics.ts'

/** Kafka Connect's own user, where Debezium carries the outboxes instead of our relay. */
export const connectUser = 'connect' as const

/** Where Connect keeps what it was told, how far it is, and how that goes. */
export const connectTopics = {
  configs: 'connect.configs',
  offsets: 'connect.offsets',
  status: 'connect.status',
} as const

/** Where a service's connector says that it lives, so that its place in the log moves on when the outbox is quiet. */
export const heartbeatTopicOf = (service: Service) => `${heartbeats}.${service}`
export const heartbeats = 'connect.heartbeats'

/** What Connect would make for itself, if it had the right to. */
export const topicsOfConnect = ({ replication }: Pick<TopicSize, 'replication'>): readonly Topic[] =>
  [...Object.values(connectTopics), ...services.map(heartbeatTopicOf)].map((name) => ({
    name,
    partitions: 1,
    replication,
    settings: { 'cleanup.policy': 'compact', 'min.insync.replicas': String(Math.max(1, replication - 1)) },
  }))

/** Connect keeps its books and joins its group; what it carries for a service, it writes as that service. */
export const permissionsOfConnect = (): readonly Permission[] => [
  ...Object.values(connectTopics).flatMap((name) =>
    (['read', 'write', 'describe'] as const).map((may) => onTopic(connectUser, may, name)),
  ),
  { user: connectUser, may: 'read', resource: 'group', name: `${connectUser}.`, pattern: 'prefixed' },
  ...services.flatMap((service) =>
    (['write', 'describe'] as const).map((may) => onTopic(service, may, heartbeatTopicOf(service))),
  ),
]

const onTopic = (user: string, may: Permission['may'], name: string): Permission => ({
  user,
  may,
  resource: 'topic',
  name,
  pattern: 'literal',
})
