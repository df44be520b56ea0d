import type { Item, Money, Service } from '@saga-shop/contracts'
import type { Watched } from '../watching/watched.ts'
import type { Journal } from './journal.ts'
import type { DeadlineRow, ParkedRow, SlotRow, Trace } from './standing.ts'
import type { OfferRow, RecipientRow, ShipmentRow, StatusRow } from './view-rows.ts'

/** Everything the judge looks at, gathered before anything is judged: plain data, so that tests can write it down. */
export interface Evidence {
  /** Every record of every topic, a partition's in the order of their offsets. */
  readonly records: readonly TopicRecord[]
  readonly partitions: readonly Partition[]
  readonly subjects: readonly Subject[]
  readonly journals: Readonly<Record<Service, Journal>>
  readonly orders: readonly OrderRow[]
  readonly products: readonly ProductRow[]
  /** The orders for which a basket keeps items aside. */
  readonly aside: readonly string[]
  readonly letters: readonly LetterRow[]
  readonly charges: readonly Charge[]
  readonly refunds: readonly Refund[]
  readonly parcels: readonly Parcel[]
  /** What the mail sink received; undefined when letters were not sent over SMTP. */
  readonly mailbox: readonly Mail[] | undefined
  /** Products as customers see them. */
  readonly offers: readonly OfferRow[]
  /** Who email writes to. */
  readonly recipients: readonly RecipientRow[]
  readonly payments: readonly StatusRow[]
  readonly shipments: readonly ShipmentRow[]
  readonly slots: readonly SlotRow[]
  readonly parked: readonly ParkedRow[]
  readonly deadlines: readonly DeadlineRow[]
  /** Where positions were seen while the shop worked; undefined when nobody looked. */
  readonly watched: Watched | undefined
  /** Everywhere that was searched for personal data. */
  readonly traces: readonly Trace[]
  /** Whether the shop had nothing left to do in the time it was given; undefined when nobody waited for that. */
  readonly quiet: boolean | undefined
}

/** A record as it stands on its topic. */
export interface TopicRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string
  readonly headers: Headers
  /** SHA-256 of the value, base64. */
  readonly digest: string
  readonly schemaId?: number
  /** What the value says, read as the contract's event; undefined when it cannot be read. */
  readonly data?: unknown
  /** Why the value cannot be read. */
  readonly unreadable?: string
  /** Whether a customer's name or address was seen in it. */
  readonly personal?: true
}

export type Headers = Readonly<Record<string, string | undefined>>

/** The offsets that a partition holds: from the first, up to and without the end. */
export interface Partition {
  readonly topic: string
  readonly partition: number
  readonly begin: number
  readonly end: number
}

/** What the registry knows of an event. */
export interface Subject {
  readonly name: string
  readonly compatibility: string | undefined
  readonly versions: readonly SchemaVersion[]
}

export interface SchemaVersion {
  readonly version: number
  readonly id: number
  readonly schema: string
}

/** An order as the order service keeps it. */
export interface OrderRow {
  readonly id: string
  readonly status: string
  readonly lines: readonly Item[]
  readonly total: Money
  readonly goods?: string
  readonly money?: string
}

export interface ProductRow {
  readonly id: string
  readonly stocked: number
  readonly available: number
  readonly reserved: number
  readonly gone: number
}

/** A letter as the email service keeps it; one that is unknown or refused waits for a person. */
export interface LetterRow {
  readonly eventId: string
  readonly orderId: string
  readonly status: string
  /** How often a person has sent it once more. */
  readonly again: number
}

/** A charge in the bank's ledger. */
export interface Charge {
  readonly key: string
  readonly orderId: string
  readonly amount: Money
  readonly status: 'approved' | 'declined'
}

export interface Refund {
  readonly key: string
  readonly chargeKey: string
  readonly amount: Money
}

/** A parcel in the carrier's ledger. */
export interface Parcel {
  readonly key: string
  readonly orderId: string
  readonly trackingId: string
  readonly status: string
  readonly history: readonly { readonly status: string; readonly reason?: string }[]
}

/** A letter that reached its mailbox. */
export interface Mail {
  readonly to: string
  readonly messageId: string
  readonly orderId?: string
  readonly eventId?: string
}
