import type { EventKind } from '@saga-shop/contracts'
import type { Charge, OrderRow, Parcel, Refund, TopicRecord } from '../evidence/evidence.ts'
import { type EventRecord, eventsById, isOf, kindOn } from './events.ts'
import { workedOut } from './invariant.ts'

/** All that is known of one order, wherever it was found. */
export interface Dossier {
  readonly id: string
  readonly events: TopicRecord[]
  order: OrderRow | undefined
  readonly charges: Charge[]
  readonly refunds: Refund[]
  readonly parcels: Parcel[]
}

/** A dossier for each order that anybody has heard of. */
export const dossiers = workedOut((evidence) => {
  const all = new Map<string, Dossier>()
  const chargesByKey = new Map(evidence.charges.map((charge) => [charge.key, charge]))
  for (const record of eventsById(evidence).values()) {
    if (kindOn(record.topic)?.keyField === 'orderId') dossierOf(record.key).events.push(record)
  }
  for (const order of evidence.orders) dossierOf(order.id).order = order
  for (const charge of evidence.charges) dossierOf(charge.orderId).charges.push(charge)
  for (const refund of evidence.refunds)
    dossierOf(chargesByKey.get(refund.chargeKey)?.orderId ?? `of ${refund.key}`).refunds.push(refund)
  for (const parcel of evidence.parcels) dossierOf(parcel.orderId).parcels.push(parcel)
  return all

  function dossierOf(id: string): Dossier {
    const known = all.get(id) ?? { id, events: [], order: undefined, charges: [], refunds: [], parcels: [] }
    all.set(id, known)
    return known
  }
})

export const ofOrder = ({ id }: { readonly id: string }) => `order ${id}`

/** An order's events of one kind. */
export const all = <Data>({ events }: Dossier, kind: EventKind<Data>): EventRecord<Data>[] =>
  events.filter((record) => isOf(kind, record))

export const first = <Data>({ events }: Dossier, kind: EventKind<Data>): Data | undefined =>
  events.find((record) => isOf(kind, record))?.data

export const has = ({ events }: Dossier, kind: EventKind<unknown>): boolean =>
  events.some(({ topic }) => topic === kind.topic)

export const count = ({ events }: Dossier, kind: EventKind<unknown>): number =>
  events.reduce((sum, { topic }) => (topic === kind.topic ? sum + 1 : sum), 0)
