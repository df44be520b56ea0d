import {
  DeliveryFailed,
  type EventKind,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRefunded,
  OrderRejected,
  OrderReturned,
  OrderShipped,
  OrderValidated,
  ShipmentPrepared,
} from '@saga-shop/contracts'
import { all, count, type Dossier, dossiers, first, has, ofOrder } from './dossiers.ts'
import { checkEach, type Invariant } from './invariant.ts'

/** What must be true of an order, and what to say when it is not. */
type Rule = readonly [complaint: string, holds: (order: Dossier) => boolean]

const invariant = (name: string, rules: readonly Rule[]): Invariant => ({
  name,
  check: (evidence) =>
    checkEach(dossiers(evidence).values(), ofOrder, (order) =>
      rules.filter(([, holds]) => !holds(order)).map(([complaint]) => complaint),
    ),
})

const atMostOnce = (kind: EventKind<unknown>): Rule => [
  `has more than one ${kind.type}`,
  (order) => count(order, kind) <= 1,
]
const only = (then: EventKind<unknown>, after: EventKind<unknown>): Rule => [
  `has ${then.type} without ${after.type}`,
  (order) => !has(order, then) || has(order, after),
]

/** What payment answers, and what follows from it. */
export const paymentIsAnswered: Invariant = invariant(
  'Every validated order is paid or not, and goes on as that says',
  [
    only(OrderPaymentProcessed, OrderValidated),
    only(OrderPaymentFailed, OrderValidated),
    only(OrderConfirmed, OrderPaymentProcessed),
    only(OrderCancelled, OrderValidated),
    atMostOnce(OrderConfirmed),
    atMostOnce(OrderCancelled),
    [
      'was validated, and payment did not answer exactly once',
      (order) =>
        !has(order, OrderValidated) || count(order, OrderPaymentProcessed) + count(order, OrderPaymentFailed) === 1,
    ],
    [
      'is paid, and neither confirmed nor cancelled',
      (order) => !has(order, OrderPaymentProcessed) || has(order, OrderConfirmed) || has(order, OrderCancelled),
    ],
    ['is not paid, and not cancelled', (order) => !has(order, OrderPaymentFailed) || has(order, OrderCancelled)],
    [
      'was cancelled for its payment, which the bank did not decline',
      (order) => first(order, OrderCancelled)?.reason !== 'PAYMENT_DECLINED' || isDeclined(order),
    ],
    [
      'was not charged because it was cancelled, which it was not before',
      (order) =>
        first(order, OrderPaymentFailed)?.reason !== 'ORDER_CANCELLED' ||
        !['PAYMENT_DECLINED', undefined].includes(first(order, OrderCancelled)?.reason),
    ],
  ],
)

/** What shipping answers. */
export const shippingIsAnswered: Invariant = invariant(
  'Every confirmed order is delivered or comes back, step by step',
  [
    only(ShipmentPrepared, OrderConfirmed),
    only(OrderShipped, ShipmentPrepared),
    only(OrderDelivered, OrderShipped),
    only(DeliveryFailed, OrderShipped),
    only(OrderReturned, OrderConfirmed),
    atMostOnce(ShipmentPrepared),
    atMostOnce(OrderShipped),
    atMostOnce(OrderDelivered),
    atMostOnce(OrderReturned),
    [
      'has delivery attempts that are not the first, second and third',
      (order) => isCounted(all(order, DeliveryFailed).map(({ data }) => data.attempt)),
    ],
    [
      'was confirmed, and neither delivered nor returned',
      (order) => !isWanted(order) || isDelivered(order) !== has(order, OrderReturned),
    ],
    [
      'was confirmed and cancelled, and did not come back',
      (order) => !has(order, OrderConfirmed) || !has(order, OrderCancelled) || has(order, OrderReturned),
    ],
  ],
)

/** Why a parcel came back fits what happened to it. */
export const returnsHaveTheirReason: Invariant = invariant('Every return has the reason that its journey gives', [
  ['came back uncancelled', (order) => !returnedAs(order, 'NEVER_LEFT', 'RECALLED') || has(order, OrderCancelled)],
  ['never left, and was shipped', (order) => !returnedAs(order, 'NEVER_LEFT') || !has(order, OrderShipped)],
  ['was recalled, and was not shipped', (order) => !returnedAs(order, 'RECALLED') || has(order, OrderShipped)],
  [
    'was undeliverable after less than three attempts',
    (order) => !returnedAs(order, 'UNDELIVERABLE') || count(order, DeliveryFailed) === 3,
  ],
  [
    'was delivered, and came back as if it had not been',
    (order) => !returnedAs(order, 'NEVER_LEFT', 'UNDELIVERABLE', 'LOST') || !isDelivered(order),
  ],
])

/** A rejected order is over before it began. */
export const rejectedIsOver: Invariant = invariant('Nothing follows on a rejection', [
  ['was rejected, and went on', (order) => !has(order, OrderRejected) || order.events.length <= 2],
  [
    'was rejected, and costs or sends something',
    (order) => !has(order, OrderRejected) || order.charges.length + order.parcels.length === 0,
  ],
])

/** Money that was taken for nothing goes back, and is announced once. */
export const refundsAreAnnounced: Invariant = invariant(
  'A refund is announced once where one is due, and nowhere else',
  [
    atMostOnce(OrderRefunded),
    ['is owed a refund that was not announced', (order) => !isRefundDue(order) || has(order, OrderRefunded)],
    ['was refunded without being owed it', (order) => isRefundDue(order) || !has(order, OrderRefunded)],
  ],
)

/** Whether an order was charged for what its customer will not keep. */
export const isRefundDue = (order: Dossier) =>
  has(order, OrderPaymentProcessed) && (has(order, OrderCancelled) || has(order, OrderReturned))

const isDelivered = (order: Dossier) => has(order, OrderDelivered)
const isWanted = (order: Dossier) => has(order, OrderConfirmed) && !has(order, OrderCancelled)
const isDeclined = (order: Dossier) =>
  ['DECLINED', 'INSUFFICIENT_FUNDS'].includes(first(order, OrderPaymentFailed)?.reason ?? 'none')

const returnedAs = (order: Dossier, ...reasons: string[]) =>
  reasons.includes(first(order, OrderReturned)?.reason ?? 'none')

const isCounted = (attempts: number[]) =>
  attempts.length <= 3 &&
  attempts.toSorted((one, other) => one - other).every((attempt, index) => attempt === index + 1)
