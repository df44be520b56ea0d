import { hearEvery, readSettings, serviceSettings } from '@saga-shop/runtime'
import { Type } from 'typebox'
import { usualLimits } from './limits.ts'

/** The basket service's settings, read once. */
export const config = readSettings({
  ...serviceSettings,
  HEAR_EVERY_MS: hearEvery(250), // nobody waits for what it does then
  ORDERS_UNDER_WAY: Type.Integer({
    minimum: 1,
    maximum: 10_000_000,
    default: usualLimits.ordersUnderWay,
    description: 'Orders that were asked for and not decided, at the most; more checkouts are answered with 503',
  }),
  CHECKOUTS_PER_MINUTE: Type.Integer({
    minimum: 1,
    maximum: 1_000_000,
    default: usualLimits.checkoutsPerMinute,
    description: 'Checkouts of one customer at the most; more are answered with 429',
  }),
})
