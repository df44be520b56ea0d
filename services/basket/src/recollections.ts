import { OrderRequested } from '@saga-shop/contracts'
import { recollects } from '@saga-shop/runtime'
import { CheckOutAgain } from './commands.ts'

/** What a restored basket service knows from its own topic only: orders that customers had asked for. */
export const recollections = [
  recollects(
    OrderRequested,
    CheckOutAgain,
    (requested) => requested,
    ({ customerId }) => customerId,
  ),
]
