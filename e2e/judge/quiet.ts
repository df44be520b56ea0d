import { setTimeout as sleep } from 'node:timers/promises'
import { events, heardBy, type Service, services } from '@saga-shop/contracts'
import type pg from 'pg'
import type { Partition } from './evidence/evidence.ts'
import { kafkaOf, readPartitions } from './evidence/partitions.ts'
import { inDatabase } from './evidence/rows.ts'
import { reading } from './evidence/source.ts'
import type { Shop } from './shop.ts'

/** Where a service stands: what it owes, what it has announced, what it has heard. */
interface Standing {
  readonly owed: number
  readonly announced: number
  /** Whether the relay is there to carry what will be announced. */
  readonly followed: boolean
  readonly heard: ReadonlyMap<string, number>
}

/** Waits until nothing is owed, carried or unheard, twice in a row; gives up after so many milliseconds, and says whether it had to. */
export async function waitUntilQuiet(shop: Shop, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  const kafka = kafkaOf(shop)
  let before: string | undefined
  while (performance.now() < end) {
    const standings = await Promise.all(
      services.map(async (service) => [service, await standingOf(shop, service)] as const),
    )
    const partitions = await reading('Kafka', readPartitions(kafka, events))
    const quiet = standings.every((standing) => isQuiet(...standing, partitions))
    const now = quiet ? JSON.stringify([standings.map(([, { announced }]) => announced), partitions]) : undefined
    if (quiet && now === before) return true
    before = now
    await sleep(250)
  }
  return false
}

function isQuiet(
  service: Service,
  { owed, announced, followed, heard }: Standing,
  partitions: readonly Partition[],
): boolean {
  const topics = new Set(heardBy(service).map(({ topic }) => topic))
  const carried = partitions
    .filter(({ topic }) => topic.startsWith(`${service}.`))
    .reduce((sum, { end }) => sum + end, 0)
  const unheard = partitions.some(
    ({ topic, partition, end }) => topics.has(topic) && (heard.get(`${topic} ${partition}`) ?? 0) < end,
  )
  return followed && owed === 0 && carried >= announced && !unheard
}

const standingOf = (shop: Shop, service: Service): Promise<Standing> =>
  reading(`the database of ${service}`, inDatabase(shop.postgres[service].url('judge'), readStanding))

async function readStanding(database: pg.Client): Promise<Standing> {
  const { rows } = await database.query<{ owed: number; announced: number; followed: boolean }>(
    `select
      (select count(*) from intents where parked is null)::int as owed,
      (select count(*) from outbox)::int as announced,
      exists (select from pg_replication_slots where active and database = current_database()) as followed`,
  )
  const positions = await database.query<{ place: string; offset: number }>(
    `select topic || ' ' || partition as place, next_offset::float8 as "offset" from positions`,
  )
  return {
    owed: rows[0]?.owed ?? 0,
    announced: rows[0]?.announced ?? 0,
    followed: rows[0]?.followed ?? false,
    heard: new Map(positions.rows.map(({ place, offset }) => [place, offset])),
  }
}
