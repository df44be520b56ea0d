/** The part of Avro's schema language that events use, as it stands in an `.avsc` file. */
export type Schema = string | readonly Schema[] | LogicalSchema | ArraySchema | EnumSchema | RecordSchema

/** A primitive with a meaning, such as `long` as `timestamp-millis`. */
export interface LogicalSchema {
  readonly type: 'string' | 'int' | 'long'
  readonly logicalType: string
}

export interface ArraySchema {
  readonly type: 'array'
  readonly items: Schema
}

export interface EnumSchema {
  readonly type: 'enum'
  readonly name: string
  readonly doc: string
  readonly symbols: readonly string[]
}

export interface RecordSchema {
  readonly type: 'record'
  readonly name: string
  readonly namespace?: string
  readonly doc: string
  readonly fields: readonly Field[]
}

export interface Field {
  readonly name: string
  readonly doc: string
  readonly type: Schema
  readonly default?: unknown
}

export const isRecord = (schema: Schema): schema is RecordSchema => hasType(schema, 'record')
export const isEnum = (schema: Schema): schema is EnumSchema => hasType(schema, 'enum')
export const isArray = (schema: Schema): schema is ArraySchema => hasType(schema, 'array')
export const isUnion = (schema: Schema): schema is readonly Schema[] => Array.isArray(schema)

const hasType = (schema: Schema, type: string) => typeof schema === 'object' && 'type' in schema && schema.type === type
