import type { EventKind, Fact } from '@saga-shop/contracts'
import avsc from 'avsc'
import type { SchemaIds } from './registry.ts'

/** Facts to bytes and back, in Confluent's wire format: a zero, the schema's id in four bytes, the Avro body. */
export interface Codec {
  encode: Encode
  /** Throws `Undecodable` when the bytes are no such event. They must be in the wire format: see `schemaIdOf`. */
  decode(kind: EventKind<unknown>, value: Buffer): unknown
}

export type Encode = (fact: Fact) => Buffer

/** Bytes that are no event, or not the event that this topic is for. */
export class Undecodable extends Error {
  override readonly name = 'Undecodable'
}

/** Reads what one schema wrote as another. */
export type Resolver = ReturnType<avsc.Type['createResolver']>

const headerBytes = 5

/** `ids` must know every kind that is encoded, and every schema id that was `learn`ed before it is decoded. */
export function codec(ids: SchemaIds): Codec {
  let scratch = Buffer.alloc(64 * 1024)

  function encode({ kind, data }: Fact): Buffer {
    const end = kind.avro.encode(data, scratch, headerBytes)
    if (end < 0) {
      scratch = Buffer.alloc(scratch.length - end) // avsc answers how many bytes were missing, as a negative number
      return encode({ kind, data, key: '' })
    }
    scratch[0] = 0
    scratch.writeUInt32BE(ids.of(kind), 1)
    return Buffer.from(scratch.subarray(0, end))
  }

  function decode(kind: EventKind<unknown>, value: Buffer): unknown {
    const schemaId = value.readUInt32BE(1)
    const resolver = schemaId === ids.of(kind) ? undefined : ids.resolver(kind, schemaId)
    try {
      const { value: data, offset } = kind.avro.decode(value, headerBytes, resolver)
      if (offset !== value.length) throw new Error(`${value.length - offset} bytes are left over`)
      return data
    } catch (error) {
      throw new Undecodable(`not a ${kind.type} of schema ${schemaId}: ${String(error)}`)
    }
  }

  return { encode, decode }
}

/** The schema that the writer used; none when this is not in the wire format. */
export const schemaIdOf = (value: Buffer | null): number | undefined =>
  value === null || value.length < headerBytes || value[0] !== 0 ? undefined : value.readUInt32BE(1)

/** Reads what `writer` wrote as `kind`; throws when the two do not fit. */
export const resolverFor = (kind: EventKind<unknown>, writerSchema: string): Resolver => {
  try {
    return kind.avro.createResolver(avsc.Type.forSchema(JSON.parse(writerSchema)))
  } catch (error) {
    throw new Undecodable(`its schema cannot be read as ${kind.type}: ${String(error)}`)
  }
}
