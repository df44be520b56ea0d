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
  CHARGE_WITHIN_MS: Type.Integer({
    minimum: 100,
    maximum: 2_592_000_000,
    default: 60_000,
    description: 'How long payment may owe the answer whether an order is paid, milliseconds',
  }),
  REFUND_WITHIN_MS: Type.Integer({
    minimum: 100,
    maximum: 2_592_000_000,
    default: 300_000,
    description: 'How long payment may owe a refund, milliseconds',
  }),
})
