import { readSettings, sandboxSettings } from '@saga-shop/sandbox'
import { type Static, Type } from 'typebox'

const schema = Type.Object({
  ...sandboxSettings,
  SMTP_PORT: Type.Integer({ minimum: 0, maximum: 65535 }),
})

export type Settings = Static<typeof schema>

export const settings = readSettings(schema)
