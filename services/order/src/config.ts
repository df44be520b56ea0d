import { readSettings, serviceSettings } from '@saga-shop/runtime'
import { Type } from 'typebox'

/** The order service's settings, read once. */
export const config = readSettings({
  ...serviceSettings,
  PAYMENT_WITHIN_MS: Type.Integer({
    minimum: 100,
    maximum: 86_400_000,
    default: 120_000,
    description: 'How long an order waits to hear of its payment before it is cancelled, milliseconds',
  }),
})
