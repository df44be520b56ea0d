import { type Field, isArray, isEnum, isRecord, isUnion, type RecordSchema, type Schema } from './avro-schema.ts'
import type { EventKind } from './event.ts'
import { events } from './events.gen.ts'
import { announcedBy, heardBy, listenersOf, type Service, services } from './listeners.ts'
import { finalStates, type Transition, transitions } from './order-states.ts'

/** `docs/events.md`: who announces, who listens, what each event says. */
export function eventsPage(): string {
  const records = new Map(events.flatMap(recordsOf).map((record) => [record.name, record]))
  const shared = [...records.values()]
    .filter(isShared)
    .map(({ name, doc, fields }) => `## ${name}\n\n${doc}\n\n${table(fields)}`)
  return [head, overview(), collaboration(), life(), ...events.map(section), ...shared, ''].join('\n\n')
}

const head = `# The events

<!-- Generated from packages/contracts by \`npm run generate\`: change the schemas, or who listens, there. -->

Every event is a fact in the past tense that exactly one service announces, on a topic of its own. The topic's prefix is
the writer: nobody else may write there. The key of a record is the order (for ProductChanged the product), so whoever
listens hears the events of one topic about one order in the order they were announced.

The value of a record is Avro in the Confluent wire format: a zero byte, the schema's id in the registry as four bytes,
the data. The headers are those of CloudEvents 1.0: \`ce_id\`, \`ce_type\`, \`ce_source\` (\`/order\`), \`ce_time\`, \`ce_subject\`
(the key), \`ce_correlationid\` (the order) and \`ce_causationid\` (the event or request that caused it). Money is whole minor
units and an ISO currency; times are milliseconds since 1970, UTC.

An event that a listener cannot process is parked there with its order, and told of on \`<topic>-dlt\` beside its own: the
same key, value and headers, with the \`kafka_dlt-*\` headers of Spring Kafka saying where it stands, who could not process
it and why. Each listener may write there; what to do about it: [parking](patterns/parking.md).`

function overview() {
  const rows = events.map((kind) => row([link(kind), kind.owner, listenersOf(kind).join(', '), `\`${kind.topic}\``]))
  return [
    '## Who announces, who listens\n',
    row(['event', 'announced by', 'heard by', 'topic']),
    rule(4),
    ...rows,
  ].join('\n')
}

function collaboration() {
  const arrows = services.flatMap((announcer) => services.flatMap((listener) => arrow(announcer, listener)))
  return mermaid('flowchart LR', arrows)
}

function arrow(announcer: Service, listener: Service): string[] {
  const heard = announcedBy(announcer).filter((kind) => heardBy(listener).includes(kind))
  return heard.length === 0 ? [] : [`${announcer} -- "${heard.map(({ type }) => type).join('<br>')}" --> ${listener}`]
}

function life() {
  const ends = finalStates.map((state) => `${state} --> [*]`)
  return `## The life of an order\n\n${mermaid('stateDiagram-v2', [...transitions.flatMap(steps), ...ends])}`
}

const steps = ({ from, to, cause }: Transition) =>
  from.map(
    (state) =>
      `${state === 'requested' ? '[*]' : state} --> ${to}: ${typeof cause === 'string' ? inWords[cause] : cause.type}`,
  )

const inWords = { cancel: 'the customer cancels', overdue: 'payment is not heard in time' }

function section(kind: EventKind<unknown>) {
  const own = recordsOf(kind).filter((record) => !isShared(record))
  const nested = own.map((record) => `${record.name}: ${record.doc}\n\n${table(record.fields)}`)
  return [`## ${kind.type}`, kind.schema.doc, facts(kind), table(kind.schema.fields), ...nested].join('\n\n')
}

function facts(kind: EventKind<unknown>) {
  const kept = kind.compacted ? 'the latest of each key' : '30 days'
  return `Announced by **${kind.owner}** on \`${kind.topic}\`, heard by ${listenersOf(kind).join(', ')}. Kept: ${kept}.`
}

function table(fields: readonly Field[]) {
  const rows = fields.map((field) => row([`\`${field.name}\``, typeName(field.type), meaning(field)]))
  return [row(['field', 'type', 'meaning']), rule(3), ...rows].join('\n')
}

/** The records that an event's fields are made of. */
const recordsOf = (kind: EventKind<unknown>) => nestedRecords(kind.schema)

const isShared = ({ name }: RecordSchema) =>
  events.filter((kind) => recordsOf(kind).some((record) => record.name === name)).length > 1

function nestedRecords(schema: Schema): readonly RecordSchema[] {
  const inner = (type: Schema) => (isRecord(type) ? [type, ...nestedRecords(type)] : nestedRecords(type))
  if (isArray(schema)) return inner(schema.items)
  return isRecord(schema) ? schema.fields.flatMap(({ type }) => inner(type)) : []
}

function typeName(schema: Schema): string {
  if (isUnion(schema)) return schema.map(typeName).join(' or ')
  if (isArray(schema)) return `list of ${typeName(schema.items)}`
  if (isEnum(schema)) return schema.symbols.map((symbol) => `\`${symbol}\``).join(' ')
  if (isRecord(schema)) return schema.name
  return typeof schema === 'object' ? schema.logicalType : schema.replace(/^.*\./, '')
}

const meaning = ({ doc, type }: Field) => (isEnum(type) && type.doc.length > doc.length ? type.doc : doc)
const link = ({ type }: EventKind<unknown>) => `[${type}](#${type.toLowerCase()})`
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const rule = (columns: number) => row(Array<string>(columns).fill('---'))
const mermaid = (kind: string, lines: readonly string[]) =>
  `\`\`\`mermaid\n${kind}\n${lines.map((line) => `  ${line}`).join('\n')}\n\`\`\``
