import { readSettings, serviceSettings } from '@saga-shop/runtime'
import { Type } from 'typebox'

/** The payment service's settings, read once. */
export const config = readSettings({
  ...serviceSettings,
  BANK_URL: Type.String({ pattern: '^https?://' }),
  BANK_TIMEOUT_MS: Type.Integer({
    minimum: 1,
    maximum: 60_000,
    default: 2_000,
    description: 'How long to wait for the bank before its answer counts as unknown, milliseconds',
  }),
})
