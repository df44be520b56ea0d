import { readSettings, sandboxSettings } from '@saga-shop/sandbox'
import { type Static, Type } from 'typebox'

const schema = Type.Object({
  ...sandboxSettings,
  SMTP_TLS_CERT: Type.Optional(Type.String({ minLength: 1 })),
  SMTP_TLS_KEY: Type.Optional(Type.String({ minLength: 1 })),
  SMTP_TLS_CA: Type.Optional(Type.String({ minLength: 1 })),
  SMTP_PORT: Type.Integer({ minimum: 0, maximum: 65535 }),
})

export type Settings = Static<typeof schema>

export const settings = readSettings(schema)
