import { readEnvironment } from '@saga-shop/runtime/environment'
import { type Static, Type } from 'typebox'

const schema = Type.Object({
  CERTIFICATES_FOLDER: Type.String({ minLength: 1, default: '/certificates' }),
  HOLDERS: Type.String({
    minLength: 1,
    description: 'name:user or name:user:host, for each process, separated by spaces',
  }),
  CERTIFICATE_DAYS: Type.Number({ exclusiveMinimum: 0, maximum: 365, default: 30 }),
})

export type Settings = Static<typeof schema>

export const readSettings = (): Settings => readEnvironment<Settings>(schema)
