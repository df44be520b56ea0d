import { HttpProblem, notFound } from '@saga-shop/runtime'
import { isMissing, type Order, type Part } from '../api.ts'
import type { Caller } from '../login/tokens.ts'
import type { Context } from './context.ts'
import { askOrder, type Wanted } from './order-parts.ts'
import { askUndecided } from './undecided.ts'

/** Refuses who asks for somebody else's order: whose it is was heard here, or a service says so. */
export async function ownOnly(context: Context, caller: Caller, wanted: Wanted) {
  const owner = context.orders.ownerOf(wanted.orderId)
  if (owner !== undefined ? maySee(caller, owner) : caller.role === 'keeper') return
  if (owner !== undefined) throw notFound('such order')
  const theirs = await isTheirs(context, caller, wanted, await askOrder(context, wanted))
  if (isMissing(theirs)) refuseForNow(theirs.missing)
  if (!theirs.value) throw notFound('such order')
}

/** Whether an order is the caller's: the order service says so; of what that has not heard of, the basket service. */
export async function isTheirs(
  context: Context,
  caller: Caller,
  { orderId, request }: Wanted,
  order: Part<Order>,
): Promise<Part<boolean>> {
  if (!isMissing(order)) return { value: maySee(caller, order.value.customerId) }
  if (order.because === 'not-yours') return { value: false }
  const undecided = await askUndecided(context, request, caller.customerId)
  if (!isMissing(undecided) && undecided.value.some(({ id }) => id === orderId)) return { value: true }
  if (order.because !== 'not-there-yet') return order
  return isMissing(undecided) ? undecided : { value: false }
}

/** Whether this order of `owner` is for them to see. */
export const maySee = ({ role, customerId }: Caller, owner: string) => role === 'keeper' || customerId === owner

/** Nothing was done, and it can be tried again. */
export function refuseForNow(why = 'Our order department cannot be reached.'): never {
  throw new HttpProblem(503, 'order-silent', `${why} Try again in a moment: nothing was changed.`, 2)
}
