export { isArray, isEnum, isRecord, isUnion, type RecordSchema, type Schema } from './avro-schema.ts'
export { type Breach, breaches } from './compatibility.ts'
export {
  connectTopics,
  connectUser,
  heartbeats,
  heartbeatTopicOf,
  permissionsOfConnect,
  topicsOfConnect,
} from './connect.ts'
export type { EventKind, Fact, KeyField } from './event.ts'
export * from './events.gen.ts'
export { announcedBy, type Heard, heardBy, listenersOf, listensTo, type Service, services } from './listeners.ts'
export {
  finalStates,
  type OrderCause,
  type OrderState,
  orderStates,
  statesAfter,
  type Transition,
  transitions,
} from './order-states.ts'
export {
  type Cell,
  type Operation,
  operations,
  permissionMatrix,
  type ResourceKind,
  resources,
  users,
} from './permission-matrix.ts'
export { judge, type Permission, permissions, storefront } from './permissions.ts'
export { type Quota, quotas } from './quotas.ts'
export { compatibility, deadLetterTopicOf, type Topic, type TopicSize, topicsOf } from './topics.ts'
