import type { EventKind } from '@saga-shop/contracts'
import avsc from 'avsc'
import type { Legible } from '../answers/parked.ts'
import { schemaIdOf } from '../codec.ts'

// The zero byte and the schema's id come before the first field.
const headerBytes = 5

/** As much as the bytes say when they are read as such an event, field by field, and where they stop making sense. */
export function legible(kind: EventKind<unknown>, value: Buffer): Legible {
  const fields: Record<string, unknown> = {}
  let stopsAt = 0
  const tell = (stopsIn: string | null): Legible => ({ as: kind.type, fields, stopsAt, stopsIn })
  if (schemaIdOf(value) === undefined || !(kind.avro instanceof avsc.types.RecordType)) return tell(null)
  stopsAt = headerBytes
  for (const { name, type } of kind.avro.fields) {
    const read = tryToRead(type, value, stopsAt)
    if (!read) return tell(name)
    fields[name] = read.value
    stopsAt = read.offset
  }
  return tell(null)
}

function tryToRead(type: avsc.Type, value: Buffer, from: number) {
  try {
    const read = type.decode(value, from)
    return read.offset > 0 && read.offset <= value.length ? read : undefined // a negative one: the bytes end before it does
  } catch {
    return undefined // no such text, number or choice
  }
}
