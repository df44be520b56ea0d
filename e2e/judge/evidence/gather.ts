import { events, type Service, services } from '@saga-shop/contracts'
import type { Shop } from '../shop.ts'
import type { Evidence } from './evidence.ts'
import type { Journal } from './journal.ts'
import { readJournal } from './journals.ts'
import { readLetters } from './letter-rows.ts'
import { readAside, readOrders, readProducts } from './order-rows.ts'
import { readBank, readCarrier, readMailbox } from './outside.ts'
import { kafkaOf, readPartitions } from './partitions.ts'
import { reading } from './rows.ts'
import { readerWith, readSubjects } from './schemas.ts'
import { readRecords } from './topics.ts'

export interface GatherOptions {
  /** Whether letters go out over SMTP, so that the mailbox can be compared: yes. */
  readonly mail?: boolean
}

/** Gathers everything there is to know about a shop, all at once. Changes nothing. */
export async function gather(shop: Shop, { mail = true }: GatherOptions = {}): Promise<Evidence> {
  const [topics, subjects, journals, ordering, aside, letters, bank, parcels, mailbox] = await Promise.all([
    gatherTopics(shop),
    readSubjects(shop.registryUrl, events),
    gatherJournals(shop),
    reading(databaseOf(shop, 'order'), async (database) => ({
      orders: await readOrders(database),
      products: await readProducts(database),
    })),
    reading(databaseOf(shop, 'basket'), readAside),
    reading(databaseOf(shop, 'email'), readLetters),
    readBank(addressOf(shop, 'bank')),
    readCarrier(addressOf(shop, 'carrier')),
    mail ? readMailbox(addressOf(shop, 'mail')) : undefined,
  ])
  return { ...topics, subjects, journals, ...ordering, aside, letters, ...bank, parcels, mailbox }
}

async function gatherTopics(shop: Shop) {
  const kafka = kafkaOf(shop)
  const partitions = await readPartitions(kafka, events)
  return { partitions, records: await readRecords(kafka, partitions, readerWith(shop.registryUrl)) }
}

async function gatherJournals(shop: Shop): Promise<Record<Service, Journal>> {
  const read = await Promise.all(
    services.map(async (service) => [service, await reading(databaseOf(shop, service), readJournal)] as const),
  )
  return Object.fromEntries(read) as Record<Service, Journal>
}

const databaseOf = ({ postgres }: Shop, service: Service) => postgres[service].url('judge')

function addressOf({ urls }: Shop, name: string): string {
  const url = urls[name]
  if (!url) throw new Error(`this shop has no ${name}`)
  return url
}
