import { type Static, Type } from 'typebox'
import { Money, Name, sameMoney } from './money.ts'
import { type Outcome, outcomeOf } from './test-cards.ts'

export const ChargeRequest = Type.Object({ key: Name, orderId: Name, amount: Money, card: Name })
export type ChargeRequest = Static<typeof ChargeRequest>

/** A charge as the bank keeps it. A declined one took no money, but keeps its answer. */
export type Charge = ChargeRequest & Outcome & { readonly chargeId: string; readonly at: number }

/** What is kept under a key never changes: another body under the same key is a mistake of the caller. */
export const isSameCharge = (charge: Charge, request: ChargeRequest) =>
  charge.orderId === request.orderId && charge.card === request.card && sameMoney(charge.amount, request.amount)

/** Charges the card: `at` is now, in epoch milliseconds. */
export const charged = (
  { key, orderId, amount, card }: ChargeRequest,
  chargeId: string,
  at: number,
  outcome: Outcome = outcomeOf(card),
): Charge => ({
  key,
  orderId,
  amount,
  card,
  ...outcome,
  chargeId,
  at,
})

/** The charge as its result line tells it. */
export const chargeLine = ({ key, status, chargeId, amount, ...charge }: Charge) => ({
  key,
  status,
  ...('code' in charge && { code: charge.code }),
  chargeId,
  amount,
})
