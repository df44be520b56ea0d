import { announcedBy, heardBy, type Service } from '@saga-shop/contracts'
import { codec } from '../codec.ts'
import { type Database, openDatabase } from '../database.ts'
import { readToEnd, stretchesOf } from '../kafka/read-to-end.ts'
import { kafkaSettings } from '../kafka/settings.ts'
import type { Log } from '../log.ts'
import { openRegistry } from '../registry.ts'
import type { AccessSettings } from '../settings.ts'
import { sql } from '../sql.ts'
import { tlsOf } from '../tls/settings.ts'
import { type OwnEvent, ownEvents } from './own-events.ts'
import { doubtCalls, keepRecollections, keepReplays, putBackAnnounced } from './put-back.ts'

/** What a restored database was told. */
export interface Restored {
  /** Records that the service will hear again. */
  readonly records: number
  /** Its own announcements that the backup did not have. */
  readonly announced: number
  /** Calls to the outside that the backup owed, and that may have been made since. */
  readonly calls: number
}

/** What stands in the way of telling a restored database anything. */
export class NotNow extends Error {
  override readonly name = 'NotNow'
}

export interface Restoring {
  readonly service: Service
  readonly settings: AccessSettings
  readonly log: Log
  /** Only look. */
  readonly dryRun?: boolean
}

/** Tells a database that was just restored what its backup cannot know. Its service must not run; once more changes nothing. */
export async function restored({ service, settings, log, dryRun = false }: Restoring): Promise<Restored> {
  const database = openDatabase({ url: settings.DATABASE_URL, connections: 1 })
  try {
    await refuseWhileItRuns(database, service)
    const kafka = kafkaSettings(settings, `${service}-restored`)
    const ends = await stretchesOf(
      kafka,
      heardBy(service).map(({ topic }) => topic),
      log,
    )
    const registry = openRegistry(settings.REGISTRY_URL, tlsOf('HTTP', settings))
    await registry.lookUp(announcedBy(service))
    const own = ownEvents(registry, codec(registry))
    const since = await latestAnnouncement(database)
    const stretches = await stretchesOf(
      kafka,
      announcedBy(service).map(({ topic }) => topic),
      log,
      since,
    )
    await readToEnd(kafka, { name: service, stretches, take: own.take }, log)
    return await tell(database, own.inOrder(), ends, dryRun)
  } finally {
    await database.close()
  }
}

async function refuseWhileItRuns(database: Database, service: Service) {
  const { rows } = await database.query<{ others: number }>(sql`
    select count(*)::int as others from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
  `)
  const others = rows[0]?.others ?? 0
  if (others > 0) throw new NotNow(`${service} is at work: ${others} connections to its database. Stop it first.`)
}

// Commits are not in the order of their times, and clocks not exact: what is read twice is recognised.
const slack = 10 * 60_000

/** From when on announcements can be missing, in epoch milliseconds. */
async function latestAnnouncement(database: Database): Promise<number | undefined> {
  const { rows } = await database.query<{ at: number | null }>(sql`
    select floor(extract(epoch from max(time)) * 1000)::float8 as at from outbox
  `)
  const at = rows[0]?.at
  return at === null || at === undefined ? undefined : at - slack
}

const together = 2_000

class DryRun extends Error {}

function tell(database: Database, own: readonly OwnEvent[], ends: Parameters<typeof keepReplays>[1], dryRun: boolean) {
  let told: Restored = { records: 0, announced: 0, calls: 0 }
  return database
    .transaction(async (tx) => {
      let announced = 0
      for (let at = 0; at < own.length; at += together) {
        const missing = await putBackAnnounced(tx, own.slice(at, at + together))
        if (missing.length > 0) await keepRecollections(tx, missing)
        announced += missing.length
      }
      const records = await keepReplays(tx, ends)
      const { rowCount } = await doubtCalls(tx)
      told = { records, announced, calls: rowCount ?? 0 }
      if (dryRun) throw new DryRun() // takes all of it back
    })
    .catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error
    })
    .then(() => told)
}
