import { HttpProblem, notFound } from '@saga-shop/runtime'
import { isMissing } from '../api.ts'
import type { Caller } from '../login/tokens.ts'
import type { Context } from './context.ts'
import { askOrder, type Wanted } from './order-parts.ts'

/** Refuses who asks for somebody else's order: whose it is was heard here, or the order service says so. */
export async function ownOnly(context: Context, caller: Caller, wanted: Wanted) {
  const owner = context.orders.ownerOf(wanted.orderId)
  if (owner !== undefined ? maySee(caller, owner) : caller.role === 'keeper') return
  const order = owner === undefined ? await askOrder(context, wanted) : undefined
  if (order && isMissing(order) && order.because !== 'not-there-yet' && order.because !== 'not-yours') refuseForNow()
  if (!order || isMissing(order) || !maySee(caller, order.value.customerId)) throw notFound('such order')
}

/** Whether this order of `owner` is for them to see. */
export const maySee = ({ role, customerId }: Caller, owner: string) => role === 'keeper' || customerId === owner

/** Nothing was done, and it can be tried again. */
export function refuseForNow(): never {
  throw new HttpProblem(
    503,
    'order-silent',
    'Our order department cannot be reached. Try again in a moment: nothing was changed.',
    2,
  )
}
