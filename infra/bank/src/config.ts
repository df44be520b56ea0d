import { readSettings, sandboxSettings } from '@saga-shop/sandbox'
import { type Static, Type } from 'typebox'

const milliseconds = (byDefault: number) => Type.Integer({ default: byDefault, minimum: 0, maximum: 3_600_000 })

const schema = Type.Object({
  ...sandboxSettings,
  BANK_LATENCY_MS: milliseconds(20),
  BANK_LATE_MS: milliseconds(3_000),
  BANK_TIMEOUT_MS: milliseconds(30_000),
  /** A bad day: every card is declined, whatever it is called. */
  BANK_DECLINES: Type.Boolean({ default: false }),
})

export type Settings = Static<typeof schema>

export const settings = readSettings(schema)
