import { events, type Service, services } from '@saga-shop/contracts'
import type pg from 'pg'
import type { Shop } from '../shop.ts'
import type { Watched } from '../watching/watched.ts'
import type { Evidence } from './evidence.ts'
import type { Journal } from './journal.ts'
import { readJournal } from './journals.ts'
import { readLetters } from './letter-rows.ts'
import { readAside, readOrdering } from './order-rows.ts'
import { readBank, readCarrier, readMailbox } from './outside.ts'
import { kafkaOf, readPartitions } from './partitions.ts'
import { inDatabase } from './rows.ts'
import { readerWith, readSubjects } from './schemas.ts'
import { reading } from './source.ts'
import { readStanding } from './standing-rows.ts'
import { readRecords } from './topics.ts'
import { searchLogs, searchTables } from './traces.ts'
import { readOffers, readPayments, readRecipients, readShipments } from './view-rows.ts'

export interface GatherOptions {
  /** Where positions were seen while the shop worked, if somebody looked. */
  readonly watched?: Watched | undefined
  /** Whether letters go out over SMTP, so that the mailbox can be compared: yes. */
  readonly mail?: boolean
}

/** Gathers everything there is to know about a shop, all at once. Changes nothing. */
export async function gather(shop: Shop, { mail = true, watched }: GatherOptions = {}): Promise<Evidence> {
  const [topics, subjects, journals, ordering, aside, letters, views, standing, bank, parcels, mailbox] =
    await Promise.all([
      reading('Kafka', gatherTopics(shop)),
      reading('the registry', readSubjects(shop.registryUrl, events)),
      gatherJournals(shop),
      fromDatabase(shop, 'order', readOrdering),
      fromDatabase(shop, 'basket', readAside),
      fromDatabase(shop, 'email', readLetters),
      gatherViews(shop),
      gatherStanding(shop),
      reading('the bank', readBank(addressOf(shop, 'bank'))),
      reading('the carrier', readCarrier(addressOf(shop, 'carrier'))),
      mail ? reading('the mailbox', readMailbox(addressOf(shop, 'mail'))) : undefined,
    ])
  const seen = { ...topics, subjects, journals, ...ordering, aside, letters, ...views, ...bank, parcels, mailbox }
  return { ...seen, ...standing, watched, quiet: undefined }
}

async function gatherTopics(shop: Shop) {
  const kafka = kafkaOf(shop)
  const partitions = await readPartitions(kafka, events)
  return { partitions, records: await readRecords(kafka, partitions, readerWith(shop.registryUrl)) }
}

async function gatherJournals(shop: Shop): Promise<Record<Service, Journal>> {
  const read = await Promise.all(
    services.map(async (service) => [service, await fromDatabase(shop, service, readJournal)] as const),
  )
  return Object.fromEntries(read) as Record<Service, Journal>
}

async function gatherViews(shop: Shop) {
  const [offers, recipients, payments, shipments] = await Promise.all([
    fromDatabase(shop, 'basket', readOffers),
    fromDatabase(shop, 'email', readRecipients),
    fromDatabase(shop, 'payment', readPayments),
    fromDatabase(shop, 'shipping', readShipments),
  ])
  return { offers, recipients, payments, shipments }
}

async function gatherStanding(shop: Shop) {
  const standings = await Promise.all(
    services.map((service) => fromDatabase(shop, service, (database) => standingOf(database, service))),
  )
  const logs = await reading('the logs', searchLogs(shop.folder))
  return {
    slots: standings.flatMap(({ slots }) => slots),
    parked: standings.flatMap(({ parked }) => parked),
    deadlines: standings.flatMap(({ deadlines }) => deadlines),
    traces: [...standings.flatMap(({ traces }) => traces), ...logs],
  }
}

const standingOf = async (database: pg.Client, service: Service) => ({
  ...(await readStanding(database, service)),
  traces: await searchTables(database, service),
})

const fromDatabase = <Found>({ postgres }: Shop, service: Service, read: (database: pg.Client) => Promise<Found>) =>
  reading(`the database of ${service}`, inDatabase(postgres[service].url('judge'), read))

function addressOf({ urls }: Shop, name: string): string {
  const url = urls[name]
  if (!url) throw new Error(`this shop has no ${name}`)
  return url
}
