import { OrderReturned, ShipmentPrepared } from '@saga-shop/contracts'
import { recollects } from '@saga-shop/runtime'
import { ComeBackAgain, PrepareAgain } from './reactions.ts'

/**
 * What a restored shipping service knows from its own topics only: that a parcel exists, and how it ended. A cancellation
 * may be heard again before the confirmation that it came after; without this, a parcel on its way would never have left.
 */
export const recollections = [
  recollects(ShipmentPrepared, PrepareAgain, (prepared, said) =>
    said.has(OrderReturned.topic) ? undefined : prepared,
  ),
  recollects(OrderReturned, ComeBackAgain, (returned) => returned),
]
