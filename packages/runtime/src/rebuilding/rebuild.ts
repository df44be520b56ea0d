import { isUnreadable } from '../cause.ts'
import { codec } from '../codec.ts'
import { type Database, openDatabase } from '../database.ts'
import type { Fetched } from '../kafka/port.ts'
import { readToEnd, type Stretch, stretchesOf } from '../kafka/read-to-end.ts'
import { kafkaSettings } from '../kafka/settings.ts'
import { readRecords } from '../listening/read-records.ts'
import type { Log } from '../log.ts'
import { type Position, readPositions } from '../positions.ts'
import { openRegistry } from '../registry.ts'
import type { ServiceSettings } from '../settings.ts'
import { sql } from '../sql.ts'
import { tlsOf } from '../tls/settings.ts'
import { type Beside, makeBeside } from './beside.ts'
import { columnsOf, compare, type Differences } from './compare.ts'
import { hearAgain } from './hear-again.ts'
import { holdPositions, switchOver } from './switch-over.ts'
import { kindsOf, type View } from './view.ts'

export interface Rebuilding {
  readonly service: string
  readonly view: View
  readonly settings: ServiceSettings
  readonly log: Log
  /** Only compare. */
  readonly dryRun: boolean
  /** Hears how many records of how many were heard. */
  readonly progress: (heard: number, of: number) => void
}

/** Makes a view anew from the first offset, beside the live one; compares the two; and puts the new one in its place. */
export async function rebuild(options: Rebuilding): Promise<Differences> {
  const { settings, view } = options
  const live = openDatabase({ url: settings.DATABASE_URL, connections: 2 })
  const beside = await makeBeside(settings.DATABASE_URL, live, view)
  try {
    const columns = await columnsOf(live, view)
    const hear = await hearer(live, beside, options)
    await hear(await readPositions(live))
    if (options.dryRun) return await compare(live, view, { schema: beside.schema, columns })
    return await live.transaction(async (tx) => {
      await hear(await holdPositions(tx, [...kindsOf(view).keys()])) // what the service heard meanwhile: little, or nothing
      return switchOver(tx, view, { schema: beside.schema, columns })
    })
  } finally {
    await beside.remove()
    await live.close()
  }
}

/** Hears the log from where it stopped last, up to where the service stands. */
async function hearer(live: Database, { database }: Beside, { service, view, settings, log, progress }: Rebuilding) {
  const kinds = kindsOf(view)
  const kafka = kafkaSettings(settings, `${service}-rebuild`)
  const registry = openRegistry(settings.REGISTRY_URL, tlsOf('HTTP', settings))
  await registry.lookUp([...kinds.values()])
  const readers = { registry, codec: codec(registry) }
  const reactions = new Map(view.reactions.map((reaction) => [reaction.hears, reaction]))
  const aside = await setAside(live)
  const stands = new Map<string, number>()
  let heard = 0

  async function take({ topic, partition, records }: Fetched) {
    const kind = kinds.get(topic)
    if (!kind) return
    const causes = await readRecords(records, kind, readers)
    const sound = causes.filter(({ record, ...cause }) => !isUnreadable(cause) && !aside.has(placeOf(record)))
    await database.transaction((tx) => hearAgain(tx, sound, reactions))
    heard += records.length
    stands.set(placeOf({ topic, partition, offset: 0 }), (records.at(-1)?.offset ?? -1) + 1)
  }

  return async (positions: readonly Position[]) => {
    const stretches = stretchesTo(positions, await stretchesOf(kafka, [...kinds.keys()], log), stands)
    const left = stretches.reduce((sum, { begin, end }) => sum + Math.max(0, end - begin), 0)
    const of = heard + left
    progress(heard, of)
    const tell = (fetched: Fetched) => take(fetched).then(() => progress(heard, of))
    if (left > 0) await readToEnd(kafka, { name: service, stretches, take: tell }, log)
  }
}

/** From where the new view stands, or the log begins, to where the service stands. */
const stretchesTo = (
  positions: readonly Position[],
  held: readonly Stretch[],
  stands: ReadonlyMap<string, number>,
): Stretch[] =>
  held.map(({ topic, partition, begin }) => {
    const place = placeOf({ topic, partition, offset: 0 })
    const position = positions.find((position) => position.topic === topic && position.partition === partition)
    return { topic, partition, begin: stands.get(place) ?? begin, end: position?.offset ?? begin }
  })

/** Records that the service did not hear either: they wait for a person, or were discarded. */
async function setAside(live: Database): Promise<ReadonlySet<string>> {
  const { rows } = await live.query<{ topic: string; partition: number; offset: number }>(sql`
    select topic, partition, record_offset::float8 as "offset" from parked
    union
    select topic, partition, record_offset::float8 from parking_history where action = 'discarded' and topic is not null
  `)
  return new Set(rows.map(placeOf))
}

const placeOf = (at: { readonly topic: string; readonly partition: number; readonly offset: number } | undefined) =>
  `${at?.topic} ${at?.partition} ${at?.offset}`
