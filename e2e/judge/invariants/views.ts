import {
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderPaymentFailed,
  OrderPaymentProcessed,
  OrderRefunded,
  OrderRequested,
  OrderReturned,
  OrderValidated,
  ProductChanged,
} from '@saga-shop/contracts'
import type { Evidence } from '../evidence/evidence.ts'
import type { OfferRow } from '../evidence/view-rows.ts'
import { type Dossier, dossiers, first, has, ofOrder } from './dossiers.ts'
import { type EventRecord, isOf } from './events.ts'
import { checkEach, type Invariant, together, unless } from './invariant.ts'

/** A view is what comes out when its topic is heard from the first offset. */
export const offersAreAReplay: Invariant = {
  name: "Basket's products are what a replay of every change makes of them",
  check: (evidence) => {
    const kept = new Map(evidence.offers.map((offer) => [offer.id, offer]))
    const replayed = replayOffers(evidence)
    return together(
      checkEach(
        replayed,
        ([id]) => `product ${id}`,
        ([id, offer]) => differences(kept.get(id), offer),
      ),
      {
        ...checkEach(
          kept.keys(),
          (id) => `product ${id}`,
          (id) => unless(replayed.has(id), () => 'was never announced'),
        ),
        checked: 0,
      },
    )
  },
}

function replayOffers({ records }: Evidence) {
  const offers = new Map<string, OfferRow>()
  const changes = records.filter((record): record is EventRecord<ReturnType<typeof ProductChanged.of>['data']> =>
    isOf(ProductChanged, record),
  )
  for (const { data } of changes.sort((one, other) => one.partition - other.partition || one.offset - other.offset)) {
    const { productId: id, name, price, availability, changedAt } = data as Offered
    offers.set(id, { id, name, price, availability, changedAt })
  }
  return offers
}

type Offered = Omit<OfferRow, 'id'> & { readonly productId: string }

function differences(kept: OfferRow | undefined, { id, price, ...announced }: OfferRow): string[] {
  if (!kept) return ['was announced, and basket does not know it']
  const said = { ...announced, minor: price.minor, currency: price.currency }
  const known: Readonly<Record<string, unknown>> = { ...kept, ...kept.price }
  return Object.entries(said).flatMap(([field, value]) =>
    unless(known[field] === value, () => `its ${field} is ${known[field]}, and was announced as ${value}`),
  )
}

/** What payment and shipping keep of an order says the same as what they announced of it. */
export const rowsAreWhatWasAnnounced: Invariant = {
  name: 'Payments and shipments stand where a replay of their events would put them',
  check: (evidence) => {
    const payments = new Map(evidence.payments.map(({ id, status }) => [id, status]))
    const shipments = new Map(evidence.shipments.map(({ id, status }) => [id, status]))
    return checkEach(dossiers(evidence).values(), ofOrder, (order) => [
      ...stands('payment', payments.get(order.id), paymentOf(order)),
      ...stands('shipment', shipments.get(order.id), shipmentOf(order)),
    ])
  },
}

const stands = (what: string, kept: string | undefined, replayed: string | undefined) =>
  unless(
    kept === replayed,
    () => `its ${what} is ${kept ?? 'not known'}, and by its events ${replayed ?? 'there is none'}`,
  )

function paymentOf(order: Dossier): string | undefined {
  if (has(order, OrderRefunded)) return 'refunded'
  if (has(order, OrderPaymentProcessed)) return 'charged'
  const failure = first(order, OrderPaymentFailed)?.reason
  if (failure) return failure === 'ORDER_CANCELLED' ? 'voided' : 'declined'
  return has(order, OrderValidated) ? 'answered' : undefined
}

function shipmentOf(order: Dossier): string | undefined {
  if (has(order, OrderReturned)) return 'returned'
  if (has(order, OrderDelivered)) return 'delivered'
  if (has(order, OrderConfirmed)) return 'on its way'
  if (has(order, OrderCancelled)) return 'cancelled'
  return has(order, OrderRequested) ? 'addressed' : undefined
}

/** Who lives where is known to those who need it, as the customer gave it. */
export const addressesAreWhatWasGiven: Invariant = {
  name: 'Email and shipping know the addresses that customers gave, and no others',
  check: (evidence) => {
    const addressees = new Map(evidence.recipients.map((recipient) => [recipient.id, recipient]))
    const shipments = new Map(evidence.shipments.map((shipment) => [shipment.id, shipment]))
    return checkEach(dossiers(evidence).values(), ofOrder, (order) => {
      const given = first(order, OrderRequested)?.recipient
      const known = addressees.get(order.id)
      const kept = Object.entries(shipments.get(order.id)?.recipient ?? {})
      return [
        ...unless(
          known?.name === given?.name && known?.email === given?.email,
          () => 'has another name or e-mail address in email',
        ),
        ...unless(
          kept.every(([field, value]) => value === given?.[field as keyof typeof given]),
          () => 'has another address in shipping',
        ),
      ]
    })
  },
}
