import { randomUUID } from 'node:crypto'
import type { DueIntent, Report } from '@saga-shop/runtime'
import { type ChargeBody, chargeKey, type RefundBody, refundKey } from './calls.ts'

const amount = { minor: 1290, currency: 'EUR' }

const due = <Body>(key: string, entity: string, body: Body, attempt = 1): DueIntent<Body> => ({
  id: randomUUID(),
  kind: 'any',
  key,
  entity,
  body,
  correlationId: entity,
  attempt,
})
/** A charge that is owed. */
export const charge = (card: string, { orderId = randomUUID() as string, attempt = 1, minor = amount.minor } = {}) =>
  due<ChargeBody>(chargeKey(orderId), orderId, { amount: { ...amount, minor }, card }, attempt)
/** The refund of that charge. */
export const refund = ({ entity }: DueIntent, attempt = 1) =>
  due<RefundBody>(refundKey(entity), entity, { chargeKey: chargeKey(entity), amount }, attempt)
/** The same, after an attempt whose outcome is not known. */
export const again = <Body>(intent: DueIntent<Body>) => ({ ...intent, attempt: 2 })

/** Notes what is reported, and whether the calls ended well. */
export async function carryOut<Body, Outcome>(
  calls: { make(intents: readonly DueIntent<Body>[], report: Report<Outcome>): Promise<void> },
  ...intents: DueIntent<Body>[]
) {
  const outcomes: [entity: string, Outcome][] = []
  const later: string[] = []
  const refused: [entity: string, reason: string][] = []
  const trouble = await calls
    .make(intents, {
      answered: ({ entity }, outcome) => outcomes.push([entity, outcome]),
      later: ({ entity }) => later.push(entity),
      refused: ({ entity }, reason) => refused.push([entity, reason]),
    })
    .then(
      () => undefined,
      (error: Error) => error.message,
    )
  return { outcomes: Object.fromEntries(outcomes), heard: outcomes.length, later, refused, trouble }
}
