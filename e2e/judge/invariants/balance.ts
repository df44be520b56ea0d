import type { Money } from '@saga-shop/contracts'
import type { Evidence } from '../evidence/evidence.ts'
import { checkEach, type Invariant, unless } from './invariant.ts'
import { isSetAside } from './set-aside.ts'

/** All orders at once: what the bank took and gave back is what delivered orders cost. */
export const theBankHoldsWhatWasDelivered: Invariant = {
  name: "The bank's ledger, charges less refunds, is the total of the orders delivered",
  check: (evidence) => {
    const [held, earned] = [heldByBank(evidence), earnedByOrders(evidence)]
    return checkEach(
      new Set([...held.keys(), ...earned.keys()]),
      (currency) => `the ledger in ${currency}`,
      (currency) => {
        const [bank, orders] = [held.get(currency) ?? 0, earned.get(currency) ?? 0]
        return unless(
          bank === orders,
          () => `the bank holds ${inWords(bank)}, delivered orders cost ${inWords(orders)}`,
        )
      },
    )
  },
}

function heldByBank(evidence: Evidence) {
  const sums = new Map<string, number>()
  const orderOf = new Map(evidence.charges.map(({ key, orderId }) => [key, orderId]))
  for (const { orderId, amount, status } of evidence.charges)
    if (status === 'approved' && !isSetAside(evidence, orderId)) add(sums, amount, 1)
  for (const { chargeKey, amount } of evidence.refunds)
    if (!isSetAside(evidence, orderOf.get(chargeKey) ?? '')) add(sums, amount, -1)
  return sums
}

function earnedByOrders(evidence: Evidence) {
  const sums = new Map<string, number>()
  for (const { id, status, total } of evidence.orders)
    if (status === 'delivered' && !isSetAside(evidence, id)) add(sums, total, 1)
  return sums
}

const add = (sums: Map<string, number>, { minor, currency }: Money, sign: 1 | -1) =>
  sums.set(currency, (sums.get(currency) ?? 0) + sign * minor)

const inWords = (minor: number) => (minor / 100).toFixed(2)
