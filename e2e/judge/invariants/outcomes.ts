import {
  DeliveryFailed,
  OrderConfirmed,
  OrderDelivered,
  OrderReturned,
  OrderValidated,
  type Service,
} from '@saga-shop/contracts'
import type { Evidence } from '../evidence/evidence.ts'
import { count, type Dossier, dossiers, has } from './dossiers.ts'
import { idOf } from './events.ts'
import { outcomeId } from './ids.ts'
import { workedOut } from './invariant.ts'
import { lettersWanted } from './letters.ts'

/**
 * The ids of the answers to outside calls that each service can have heard. An answer leaves no record, but its id
 * follows from what the call was for; so it can be worked out from the orders, without asking the service.
 */
const possibleOutcomes = workedOut(
  (evidence): Readonly<Partial<Record<Service, ReadonlySet<string>>>> => ({
    payment: new Set([...dossiers(evidence).values()].flatMap(chargeAndRefund)),
    shipping: new Set([...dossiers(evidence).values()].flatMap(journey)),
    email: new Set([...lettersWanted(evidence)].map((record) => outcomeId('send-letter', idOf(record)))),
  }),
)

function chargeAndRefund(order: Dossier): string[] {
  if (!has(order, OrderValidated)) return []
  const [charge, refund] = [`${order.id}:charge`, `${order.id}:refund`]
  return [outcomeId('find-charge', charge), outcomeId('charge-card', charge), outcomeId('refund-card', refund)]
}

function journey(order: Dossier): string[] {
  if (!has(order, OrderConfirmed)) return []
  const { id } = order
  const steps = [DeliveryFailed, OrderDelivered, OrderReturned].reduce((sum, kind) => sum + count(order, kind), 0)
  return [
    outcomeId('book-parcel', `${id}:book`),
    outcomeId('hand-over', `${id}:hand-over`),
    outcomeId('recall', `${id}:recall`),
    ...Array.from({ length: steps }, (_, step) => outcomeId('track', `${id}:track:${firstNews + step}`)),
  ]
}

// That a parcel was booked and is in transit is no news: shipping asks for the third step of its history first.
const firstNews = 2

/** Whether this is the answer to a call that the service could owe. */
export const isOutcome = (evidence: Evidence, service: Service, id: string) =>
  possibleOutcomes(evidence)[service]?.has(id) ?? false
