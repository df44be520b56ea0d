import { readSettings, sandboxSettings } from '@saga-shop/sandbox'
import { type Static, Type } from 'typebox'

const schema = Type.Object({
  ...sandboxSettings,
  CARRIER_STEP_MS: Type.Integer({ default: 300, minimum: 0, maximum: 86_400_000 }),
})

export type Settings = Static<typeof schema>

export const settings = readSettings(schema)
