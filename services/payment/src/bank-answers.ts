import type { DueIntent } from '@saga-shop/runtime'
import { type Static, type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { ChargeBody, ChargeOutcome, RefundBody, RefundOutcome } from './calls.ts'

const Money = Type.Object({ minor: Type.Integer(), currency: Type.String() })
const Charge = Type.Union([
  Type.Object({
    status: Type.Literal('approved'),
    chargeId: Type.String(),
    amount: Money,
    orderId: Type.Optional(Type.String()),
  }),
  Type.Object({ status: Type.Literal('declined'), code: Type.Optional(Type.String()) }),
])
const Refund = Type.Object({
  status: Type.Optional(Type.Literal('refunded')),
  refundId: Type.String(),
  amount: Type.Optional(Money),
})

/** What became of a charge; throws when that is neither yes nor no to what the bank was asked. */
export function chargeOutcome(answer: unknown, { entity, body }: DueIntent<ChargeBody>): ChargeOutcome {
  const charge = readCharge(answer)
  if (charge.status === 'declined')
    return { status: 'declined', reason: charge.code === 'insufficient_funds' ? 'INSUFFICIENT_FUNDS' : 'DECLINED' }
  if ((charge.orderId ?? entity) !== entity || !isSame(charge.amount, body.amount)) throw strange(answer)
  return { status: 'approved', chargeId: charge.chargeId }
}

/** What became of a refund; throws when it is not made, or not the one that was asked for. */
export function refundOutcome(answer: unknown, { body }: DueIntent<RefundBody>): RefundOutcome {
  const refund = readRefund(answer)
  if (!isSame(refund.amount ?? body.amount, body.amount)) throw strange(answer)
  return { bankRefundId: refund.refundId }
}

function reader<Schema extends TSchema>(schema: Schema) {
  const validator = Compile(schema)
  return (answer: unknown): Static<Schema> => {
    if (!validator.Check(answer)) throw strange(answer)
    return answer
  }
}

const readCharge = reader(Charge)
const readRefund = reader(Refund)

const isSame = (one: Static<typeof Money>, other: Static<typeof Money>) =>
  one.minor === other.minor && one.currency === other.currency

const strange = (answer: unknown) =>
  new Error(`it answered something else than it was asked: ${JSON.stringify(answer).slice(0, 200)}`)
