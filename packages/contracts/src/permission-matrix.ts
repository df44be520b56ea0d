import { services } from './listeners.ts'
import { judge, type Permission, permissions, storefront } from './permissions.ts'
import { topicsOf } from './topics.ts'

/** What can be tried on each kind of thing. Whoever is not on this list of users cannot even log on. */
export const operations = {
  topic: ['describe', 'read', 'write', 'create', 'delete', 'alter', 'describe configs', 'alter configs'],
  group: ['describe', 'read', 'delete'],
  'transactional id': ['describe', 'write'],
  cluster: ['idempotent write', 'describe', 'alter', 'describe configs', 'alter configs'],
} as const

export type ResourceKind = keyof typeof operations
export type Operation = (typeof operations)[ResourceKind][number]

/** Whether one user may do one thing with one resource. */
export interface Cell {
  readonly user: string
  readonly resource: ResourceKind
  readonly name: string
  readonly operation: Operation
  readonly allowed: boolean
}

/** Everyone who has permissions. */
export const users: readonly string[] = [...services, storefront, judge]

/** One of each kind of name: what the shop has, what stands below a prefix, what belongs to Kafka, and to nobody. */
export const resources: Readonly<Record<ResourceKind, readonly string[]>> = {
  topic: [
    ...topicsOf({ partitions: 1, replication: 1 }).map(({ name }) => name),
    ...services.map((service) => `${service}.anything-else`),
    '__consumer_offsets',
    'anything',
  ],
  group: [...users.map((user) => `${user}.anything`), 'anything'],
  'transactional id': [...services.map((service) => `${service}.anything`), 'anything'],
  cluster: ['kafka-cluster'],
}

/** Every user × resource × operation, and whether the permissions come to that. */
export function permissionMatrix(declared: readonly Permission[] = permissions()): readonly Cell[] {
  return users.flatMap((user) => cellsOf(user, (user, resource) => declared.filter(covering(user, resource))))
}

interface Resource {
  readonly resource: ResourceKind
  readonly name: string
}

type Grants = (user: string, resource: Resource) => readonly Permission[]

function cellsOf(user: string, grants: Grants): Cell[] {
  const mayWrite = resources.topic.some((name) =>
    grants(user, { resource: 'topic', name }).some(({ may }) => may === 'write'),
  )
  return everyResource().flatMap(({ resource, name }) => {
    const granted = new Set(grants(user, { resource, name }).map(({ may }) => may))
    return operations[resource].map((operation) => ({
      user,
      resource,
      name,
      operation,
      allowed: operation === 'idempotent write' ? mayWrite : implied(operation, granted),
    }))
  })
}

const everyResource = () =>
  kinds.flatMap((resource) => resources[resource].map((name): Resource => ({ resource, name })))

const kinds = ['topic', 'group', 'transactional id', 'cluster'] as const

/** Kafka lets describe whoever may read or write, and write idempotently whoever may write anything. */
function implied(operation: Operation, granted: ReadonlySet<Permission['may']>): boolean {
  if (operation === 'describe') return granted.size > 0
  return operation === 'read' || operation === 'write' ? granted.has(operation) : false
}

const covering =
  (user: string, { resource, name }: Resource) =>
  (permission: Permission) =>
    permission.user === user && permission.resource === resource && covers(permission, name)

const covers = ({ name, pattern }: Permission, wanted: string) =>
  pattern === 'prefixed' ? wanted.startsWith(name) : wanted === name
