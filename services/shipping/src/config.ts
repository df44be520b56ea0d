import { hearEvery, readSettings, serviceSettings } from '@saga-shop/runtime'
import { Type } from 'typebox'

/** The shipping service's settings, read once. */
export const config = readSettings({
  ...serviceSettings,
  HEAR_EVERY_MS: hearEvery(250), // nobody waits for what it does then
  CARRIER_URL: Type.String({ pattern: '^https?://[^\\s?#]+$' }),
  CARRIER_TIMEOUT_MS: Type.Integer({ minimum: 1, maximum: 60_000, default: 5_000 }),
  TRACK_EVERY_MS: Type.Integer({ minimum: 1, maximum: 86_400_000, default: 200 }),
  NEWS_WITHIN_MS: Type.Integer({
    minimum: 100,
    maximum: 2_592_000_000,
    default: 600_000,
    description: 'How long the carrier may have no news of a parcel before a person should ask, milliseconds',
  }),
})
