import { Halt } from '../halt.ts'
import { type Column, column } from './outbox-row.ts'

/** For each column of the table, in its order, the one of ours that it is; undefined for those we leave. */
export type Columns = readonly (Column | undefined)[]

const type = { uuid: 2950, text: 25, varchar: 1043, bytea: 17, timestamptz: 1184 }
const text = [type.text, type.varchar]

/** What an outbox must have, under which name and with which types. */
const expected: Readonly<Record<string, { readonly column: Column; readonly types: readonly number[] }>> = {
  topic: { column: column.topic, types: text },
  aggregateid: { column: column.key, types: text },
  payload: { column: column.payload, types: [type.bytea] },
  id: { column: column.id, types: [type.uuid] },
  type: { column: column.type, types: text },
  source: { column: column.source, types: text },
  time: { column: column.time, types: [type.timestamptz] },
  subject: { column: column.subject, types: text },
  correlationid: { column: column.correlationid, types: text },
  causationid: { column: column.causationid, types: text },
  traceparent: { column: column.traceparent, types: text },
  tracestate: { column: column.tracestate, types: text },
}

/** Resolves the table's columns from pgoutput's Relation message; halts on a table that is no outbox. */
export function readRelation(message: Buffer, at: number): Columns {
  const { name, columns } = parse(message, at)
  if (name !== 'outbox')
    throw new Halt(`the publication "outbox" carries the table "${name}": it must carry only "outbox"`)
  for (const [wanted, { types }] of Object.entries(expected)) {
    const found = columns.find((column) => column.name === wanted)
    if (!found) throw new Halt(`the table "outbox" has no column "${wanted}", or the publication leaves it out`)
    if (!types.includes(found.type))
      throw new Halt(`the column "${wanted}" of the table "outbox" has an unexpected type`)
  }
  return columns.map((column) => expected[column.name]?.column)
}

/** 'R', oid, schema, name, replica identity, then for each column: flags, name, type oid, type modifier. */
function parse(message: Buffer, at: number) {
  const schema = readString(message, at + 5)
  const name = readString(message, schema.end)
  const count = message.readInt16BE(name.end + 1)
  const columns: { name: string; type: number }[] = []
  for (let index = 0, next = name.end + 3; index < count; index++) {
    const column = readString(message, next + 1)
    columns.push({ name: column.text, type: message.readInt32BE(column.end) })
    next = column.end + 8
  }
  return { name: name.text, columns }
}

function readString(message: Buffer, at: number) {
  const zero = message.indexOf(0, at)
  return { text: message.toString('utf8', at, zero), end: zero + 1 }
}
