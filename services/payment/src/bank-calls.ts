import type { Calls } from '@saga-shop/runtime'
import type { Bank } from './bank.ts'
import { chargeOutcome, refundOutcome } from './bank-answers.ts'
import { carryOut, type Errand, pause } from './bank-errand.ts'
import { type ChargeBody, ChargeCard, FindCharge, type FoundCharge, RefundCard } from './calls.ts'

/** Charges cards, many in one request. */
export const chargeCalls = (bank: Bank) =>
  callsTo(bank, {
    kind: ChargeCard,
    list: 'charges',
    toItem: ({ key, entity, body: { amount, card } }) => ({ key, orderId: entity, amount, card }),
    outcome: chargeOutcome,
  })

/** Asks what the bank knows of charges, and changes nothing there. */
export const findCalls = (bank: Bank): Calls<ChargeBody, FoundCharge> => ({
  kind: FindCharge,
  lease: 5 * bank.timeout + pause,
  make: async (intents, report) => {
    const asked = await Promise.allSettled(
      intents.map(async (intent) => {
        const charge = await bank.find('charges', intent.key)
        report.answered(intent, { ...intent.body, found: charge !== undefined })
      }),
    )
    for (const answer of asked) if (answer.status === 'rejected') throw answer.reason
  },
})

/** Gives money back, many refunds in one request. */
export const refundCalls = (bank: Bank) =>
  callsTo(bank, {
    kind: RefundCard,
    list: 'refunds',
    toItem: ({ key, body: { chargeKey, amount } }) => ({ key, chargeKey, amount }),
    outcome: refundOutcome,
  })

const callsTo = <Body, Outcome>(bank: Bank, errand: Errand<Body, Outcome>): Calls<Body, Outcome> => ({
  kind: errand.kind,
  lease: 5 * bank.timeout + pause, // the bank is waited for twice, once to be asked and once to act; the rest is margin
  atOnce: 8, // a request lasts as long as its slowest card
  together: 500,
  make: (intents, report) => carryOut(errand, bank, intents, report),
})
