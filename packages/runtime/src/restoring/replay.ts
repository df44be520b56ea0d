import type { Cause } from '../cause.ts'
import type { Database } from '../database.ts'
import type { KafkaRecord } from '../kafka/port.ts'
import type { Log } from '../log.ts'
import { sql, type Transaction } from '../sql.ts'

/** What a restored service hears again: up to where its log ended when it was restored. */
export interface Replay {
  /** Looks up whether there is anything to be heard again, and then follows how much of it is left. */
  start(): Promise<void>
  stop(): void
  readonly isOver: boolean
  /** Marks those that may have been heard before. */
  mark(causes: readonly Cause[]): readonly Cause[]
}

// How often to look how far all instances together have come, in milliseconds.
const every = 200

/** Costs a service that was not restored one look when it starts. */
export function openReplay(database: Database, log: Log): Replay {
  let timer: NodeJS.Timeout | undefined
  const until = new Map<string, number>()

  async function read() {
    const { rows } = await database.query<{ place: string; until: number }>(sql`
      select topic || ' ' || partition as place, until_offset::float8 as until from replays
    `)
    until.clear()
    for (const row of rows) until.set(row.place, row.until)
  }

  const wasHeard = (record: KafkaRecord | undefined) =>
    record !== undefined && record.offset < (until.get(`${record.topic} ${record.partition}`) ?? 0)

  async function progress() {
    await forget(database)
    await read()
    if (until.size > 0) return
    stop()
    log.info('all that was heard before the restore was heard again')
  }

  function stop() {
    clearInterval(timer)
    timer = undefined
  }

  return {
    start: async () => {
      await read()
      if (until.size === 0) return
      log.warn({ partitions: until.size }, 'this database was restored: hearing again what was heard before')
      timer ??= setInterval(() => {
        progress().catch((error) => log.warn({ error: String(error) }, 'cannot look how far the replay is'))
      }, every)
    },
    stop,
    get isOver() {
      return until.size === 0
    },
    mark: (causes) =>
      until.size === 0
        ? causes
        : causes.map((cause) => (wasHeard(cause.record) ? { ...cause, replayed: true as const } : cause)),
  }
}

/** What was heard again needs no marks any more. */
const forget = (database: Database) =>
  database.transaction(async (tx) => {
    await tx.query(sql`
      with over as (
        delete from replays using positions
        where positions.topic = replays.topic and positions.partition = replays.partition
          and positions.next_offset >= replays.until_offset
        returning replays.topic, replays.partition, until_offset
      )
      insert into replayed (topic, partition, until_offset) select topic, partition, until_offset from over
      on conflict (topic, partition) do update set until_offset = greatest(replayed.until_offset, excluded.until_offset)
    `)
    await tx.query(sql`delete from recollections where not exists (select from replays)`)
  })

/** Marks a parked event that is heard at last, if it may have been heard before a restore. */
export async function markParked(tx: Pick<Transaction, 'query'>, cause: Cause): Promise<Cause> {
  const { topic, partition, offset } = cause.record ?? { topic: '', partition: -1, offset: 0 }
  const { rows } = await tx.query<{ again: boolean }>(sql`
    select exists (
      select from (select * from replays union all select * from replayed) as heard
      where topic = ${topic} and partition = ${partition} and until_offset > ${offset}
    ) as again
  `)
  return rows[0]?.again ? { ...cause, replayed: true } : cause
}
