import { readSettings, serviceSettings } from '@saga-shop/runtime'
import { Type } from 'typebox'

/** The shipping service's settings, read once. */
export const config = readSettings({
  ...serviceSettings,
  CARRIER_URL: Type.String({ pattern: '^https?://[^\\s?#]+$' }),
  CARRIER_TIMEOUT_MS: Type.Integer({ minimum: 1, maximum: 60_000, default: 5_000 }),
  TRACK_EVERY_MS: Type.Integer({ minimum: 1, maximum: 86_400_000, default: 200 }),
})
