import { events } from './events.gen.ts'
import { services } from './listeners.ts'
import { type Cell, permissionMatrix, type ResourceKind, resources, users } from './permission-matrix.ts'
import { type Quota, quotas } from './quotas.ts'
import { deadLetterTopicOf } from './topics.ts'

/** `docs/permissions.md`: who may do what on Kafka, and how much of it. */
export const permissionsPage = (): string => [head(), topics(), groups(), theRest(), quotaTable(), ''].join('\n\n')

const head = () => `# Permissions on Kafka

<!-- Generated from packages/contracts by \`npm run generate\`: change who listens, or the permissions, there. -->

Every process logs on as a user of its own. What is not in these tables is refused: the broker's authorizer denies by
default, and these users have no permissions but the ones that
[permissions.ts](../packages/contracts/src/permissions.ts) derives from who announces and who listens. The relay has no
user: it writes each service's events as that service.

The tables are made of ${permissionMatrix().length} cells, user × resource × operation. \`npm run permissions\` tries each of them on a
running shop, those that must work and those that must be refused, without changing anything;
[a story](../e2e/stories/permissions.e2e.test.ts) does so in every test run.
Why it is done so: [access control lists](patterns/access-control-lists.md), [quotas](patterns/quotas.md).`

function topics() {
  const own = events.flatMap((kind) => [kind.topic, deadLetterTopicOf(kind)])
  const other = resources.topic.filter((name) => !own.includes(name))
  return [
    "## Topics\n\n`W` writes, `R` reads; both may describe. Nobody may create, delete or alter a topic, or see or change its\nsettings: that is the set-up job's, as the administrator. `…` stands for any other name.\n",
    table(
      'topic',
      [...own, ...other].map((name) => [shown(name), ...users.map((user) => letters(user, 'topic', name))]),
    ),
  ].join('\n')
}

function groups() {
  const rows = resources.group.map((name) => [shown(name), ...users.map((user) => letters(user, 'group', name))])
  return `## Consumer groups\n\n\`R\` may join it and commit its offsets. Nobody may delete one.\n\n${table('group', rows)}`
}

function theRest() {
  const writers = allowed('cluster').map(({ user }) => user)
  return `## The cluster, and transactions

Whoever may write a topic may do so idempotently: ${writers.join(', ')}. Nobody may see or change permissions, quotas or
users, and nobody may use a transactional id. Nobody needs one: [exactly-once effects](patterns/exactly-once-effects.md)
come from the databases.`
}

function quotaTable() {
  const rows = quotas().map((quota) => row([quota.user, ...shares(quota)]))
  const columns = ['user', 'produces', 'consumes', "of the broker's threads"]
  return `## Quotas

On each broker, for all connections of a user together; 100 % is one thread all the time. Whoever asks for more is made
to wait. Derived in [quotas.ts](../packages/contracts/src/quotas.ts).

${[row(columns), rule(columns.length), ...rows].join('\n')}`
}

const shares = ({ produceBytesPerSecond, consumeBytesPerSecond, requestPercentage }: Quota) => [
  `${megabytes(produceBytesPerSecond)} MB/s`,
  `${megabytes(consumeBytesPerSecond)} MB/s`,
  `${requestPercentage} %`,
]

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

/** A name that stands for others is shown as such. */
const shown = (name: string) =>
  services.some((service) => name === `${service}.anything-else`) || name.endsWith('anything')
    ? `\`${name.replace(/anything(-else)?$/, '…')}\``
    : `\`${name}\``

function letters(user: string, resource: ResourceKind, name: string) {
  const may = new Set(
    allowed(resource).flatMap((cell) => (cell.user === user && cell.name === name ? [cell.operation] : [])),
  )
  return `${may.has('write') ? 'W' : ''}${may.has('read') ? 'R' : ''}`
}

const allowed = (resource: ResourceKind): readonly Cell[] =>
  permissionMatrix().filter((cell) => cell.allowed && cell.resource === resource)

const table = (first: string, rows: readonly (readonly string[])[]) =>
  [row([first, ...users]), rule(users.length + 1), ...rows.map(row)].join('\n')

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const rule = (columns: number) => row(Array<string>(columns).fill('---'))
