import type { Availability, Money } from '@saga-shop/contracts'
import type pg from 'pg'
import { allRows } from './rows.ts'

/** A product in basket's own view. */
export interface OfferRow {
  readonly id: string
  readonly name: string
  readonly price: Money
  readonly availability: Availability
  readonly changedAt: number
}

/** Who email writes to about an order; neither name nor address when it does not know. */
export interface RecipientRow {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
}

/** An order's row in another service. */
export interface StatusRow {
  readonly id: string
  readonly status: string
}

export interface ShipmentRow extends StatusRow {
  /** Where to deliver, as long as that is kept. */
  readonly recipient?: Readonly<Record<string, string>>
}

/** Products as basket shows them to customers. */
export const readOffers = (database: pg.Client) => allRows(database, offers, (row: OfferRow) => ({ ...row }))

/** Whom email knows. */
export const readRecipients = (database: pg.Client) =>
  allRows(database, recipients, (row: RecipientRow) => ({ ...row }))

export const readPayments = (database: pg.Client) =>
  allRows(database, 'select order_id as id, status from payments', (row: StatusRow) => ({ ...row }))

export const readShipments = (database: pg.Client) =>
  allRows(
    database,
    shipments,
    ({ recipient, ...row }: ShipmentRow): ShipmentRow => ({ ...row, ...(recipient && { recipient }) }),
  )

const offers = `
  select id, name, json_build_object('minor', minor, 'currency', currency) as price, availability,
    floor(extract(epoch from changed_at) * 1000)::float8 as "changedAt"
  from products`

const recipients = `
  select id, state -> 'recipient' ->> 'name' as name, state -> 'recipient' ->> 'email' as email from correspondences`

const shipments = `select order_id as id, status, state -> 'recipient' as recipient from shipments`
