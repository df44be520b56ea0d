import {
  type Money,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRefunded,
  OrderRequested,
} from '@saga-shop/contracts'
import type { Charge } from '../evidence/evidence.ts'
import { type Dossier, dossiers, first, has, ofOrder } from './dossiers.ts'
import { checkEach, type Invariant, unless } from './invariant.ts'
import { isRefundDue } from './order-answers.ts'

/** The bank's ledger is the witness: what it did, not what anybody says it did. */
export const noOrderIsChargedTwice: Invariant = {
  name: 'No order is charged twice, or anything but its total',
  check: (evidence) =>
    checkEach(dossiers(evidence).values(), ofOrder, (order) => {
      const charges = approved(order)
      const total = first(order, OrderRequested)?.total
      return [
        ...unless(
          charges.length <= 1,
          () => `was charged ${charges.length} times: ${charges.map(({ key }) => key).join(', ')}`,
        ),
        ...charges.flatMap(({ amount }) =>
          unless(isSame(amount, total), () => `was charged ${inWords(amount)}, and costs ${inWords(total)}`),
        ),
      ]
    }),
}

/** Money is counted in minor units: a sum is exact, or wrong. */
export const everyTotalIsItsLines: Invariant = {
  name: "Every order's total is the sum of its lines",
  check: (evidence) =>
    checkEach(dossiers(evidence).values(), ofOrder, (order) => {
      const requested = first(order, OrderRequested)
      const sum = requested?.lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.minor, 0)
      return unless(sum === requested?.total.minor, () => `costs ${inWords(requested?.total)}, and its lines ${sum}`)
    }),
}

/** What payment announced, the bank has done; what the bank did, payment announced. */
export const paymentSaysWhatTheBankDid: Invariant = {
  name: 'Payment announces what the bank did',
  check: (evidence) =>
    checkEach(dossiers(evidence).values(), ofOrder, (order) => {
      const [charge] = approved(order)
      const processed = first(order, OrderPaymentProcessed)
      const failed = first(order, OrderPaymentFailed)
      const asked = order.charges.length > 0
      return [
        ...unless(!processed || charge !== undefined, () => 'is announced as paid, and the bank never charged it'),
        ...unless(!charge || processed !== undefined, () => 'was charged, and nobody announced it'),
        ...unless(
          !charge || !processed || isSame(processed.amount, charge.amount),
          () => 'is announced as paid with another amount',
        ),
        ...unless(!failed || asked === (failed.reason !== 'ORDER_CANCELLED'), () =>
          asked
            ? 'was charged or declined, and is announced as never asked'
            : 'is announced as declined, and the bank was never asked',
        ),
      ]
    }),
}

/** Kept for what the customer has; all of it back, once, for what the customer has not. */
export const moneyIsWhereItBelongs: Invariant = {
  name: 'Money is kept for what was delivered, and goes back whole and once otherwise',
  check: (evidence) =>
    checkEach(dossiers(evidence).values(), ofOrder, (order) => {
      const [charge] = approved(order)
      const { refunds } = order
      const due = charge !== undefined && isRefundDue(order)
      return [
        ...unless(refunds.length === 0 || charge !== undefined, () => 'was refunded, and never charged'),
        ...unless(
          refunds.length <= 1,
          () => `was refunded ${refunds.length} times: ${refunds.map(({ key }) => key).join(', ')}`,
        ),
        ...unless(due || refunds.length === 0 || !charge, () => 'was refunded, and neither cancelled nor returned'),
        ...unless(!due || refunds.length > 0, () => 'was cancelled or returned, and its money was kept'),
        ...refunds.flatMap(({ amount }) =>
          unless(
            !charge || isSame(amount, charge.amount),
            () => `was refunded ${inWords(amount)} of ${inWords(charge?.amount)}`,
          ),
        ),
        ...unless(
          !has(order, OrderRefunded) || refunds.length > 0,
          () => 'is announced as refunded, and the bank did nothing of the kind',
        ),
      ]
    }),
}

const approved = ({ charges }: Dossier): readonly Charge[] => charges.filter(({ status }) => status === 'approved')

const isSame = (one: Money, other: Money | undefined) => one.minor === other?.minor && one.currency === other.currency

const inWords = (money: Money | undefined) =>
  money ? `${(money.minor / 100).toFixed(2)} ${money.currency}` : 'nothing'
