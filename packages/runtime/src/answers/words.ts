import { type TSchema, type TSchemaOptions, Type } from 'typebox'

/** A moment. */
export const Time = Type.String({ format: 'date-time', description: 'RFC 3339, by the clock of the database' })

/** What may be missing. */
export const Nullable = <Of extends TSchema>(of: Of, options: TSchemaOptions = {}) =>
  Type.Union([of, Type.Null()], options)
