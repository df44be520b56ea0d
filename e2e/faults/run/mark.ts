import { events, heardBy } from '@saga-shop/contracts'
import { type ServiceName, serviceNames } from '@saga-shop/local'
import type { Kafka } from 'kafkajs'
import type { Databases } from './databases.ts'

/** How far the shop had come at one moment: where each partition ended, and each database's log. */
export interface Mark {
  readonly ends: ReadonlyMap<string, number>
  readonly logs: ReadonlyMap<ServiceName, string>
}

/** Takes a mark; rejects while somebody cannot be asked. */
export async function takeMark(databases: Databases, kafka: Kafka): Promise<Mark> {
  const admin = kafka.admin()
  try {
    await admin.connect()
    const ends = new Map<string, number>()
    for (const { topic } of events)
      for (const { partition, high } of await admin.fetchTopicOffsets(topic))
        ends.set(`${topic} ${partition}`, Number(high))
    return { ends, logs: new Map(await Promise.all(serviceNames.map((service) => logOf(databases, service)))) }
  } finally {
    await admin.disconnect()
  }
}

async function logOf(databases: Databases, service: ServiceName): Promise<[ServiceName, string]> {
  const [row] = await databases.ask<{ lsn: string }>(service, 'select pg_current_wal_lsn() as lsn')
  return [service, row?.lsn ?? '0/0']
}

/** Who has not passed the mark yet: services that have not heard all of it, outboxes that are not carried. */
export async function behind(databases: Databases, mark: Mark): Promise<string[]> {
  const late = await Promise.all(
    serviceNames.map(async (service) => {
      const [unheard, uncarried] = await Promise.all([
        unheardBy(databases, mark, service),
        isUncarried(databases, mark, service),
      ])
      return [
        ...unheard.map((place) => `${service} has not heard ${place}`),
        ...(uncarried ? [`the outbox of ${service} is not carried`] : []),
      ]
    }),
  )
  return late.flat()
}

async function unheardBy(databases: Databases, { ends }: Mark, service: ServiceName): Promise<string[]> {
  const topics = new Set(heardBy(service).map(({ topic }) => topic))
  const rows = await databases.ask<{ place: string; next: number }>(
    service,
    `select topic || ' ' || partition as place, next_offset::float8 as next from positions`,
  )
  const next = new Map(rows.map((row) => [row.place, row.next]))
  return [...ends]
    .filter(([place, end]) => topics.has(place.split(' ')[0] ?? '') && (next.get(place) ?? 0) < end)
    .map(([place]) => place)
}

async function isUncarried(databases: Databases, { logs }: Mark, service: ServiceName): Promise<boolean> {
  const [slot] = await databases.ask<{ passed: boolean }>(
    service,
    `select active and confirmed_flush_lsn >= $1::pg_lsn as passed from pg_replication_slots where slot_name = $2`,
    [logs.get(service), `relay_${service}`],
  )
  return !slot?.passed
}
