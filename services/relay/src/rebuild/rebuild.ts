import type { Client } from 'pg'
import { endsOf } from '../destinations.ts'
import { type Cluster, connectKafka } from '../kafka/cluster.ts'
import type { Log } from '../log.ts'
import type { Partition } from '../partition.ts'
import { parsePosition, positionHeader, type WriteAheadLog } from '../position.ts'
import { identify } from '../postgres/connect.ts'
import type { SourceSettings } from '../session.ts'
import { announceMissing } from './announce.ts'
import { compare } from './compare.ts'
import { withConnections } from './connections.ts'
import { Refusal } from './refusal.ts'
import { beginSlot, fence } from './slots.ts'
import { areUntouched, type Known, readTopics } from './topics.ts'

/** A source whose slot is to be made anew, and how to reach its database as its owner. */
export interface RebuildSource extends SourceSettings {
  readonly ownerUrl: string
}

export interface RebuildOptions {
  readonly stop: AbortSignal
  readonly log: Log
  readonly say: (line: string) => void
}

/** What a rebuild found and did. */
export interface Rebuilt {
  readonly announced: number
  readonly begins: string
}

/**
 * Makes the slot of a source anew. Whoever followed the old one is fenced; the new one is held before anything is compared,
 * so that what the service announces meanwhile waits in it; and only when nothing is missing may a relay follow it.
 * Can be killed at any moment: until its last step there is no slot to follow, and another run finds what this one has done.
 */
export async function rebuild(source: RebuildSource, options: RebuildOptions): Promise<Rebuilt> {
  return withConnections(source, async ({ relay, owner }) => {
    const cluster = await connectKafka(source, `rebuild-${source.name}`, options.log)
    try {
      await fence(relay, source.name)
      const ends = await endsOf(cluster, source)
      const known = await readTopics(
        cluster,
        ends.map(({ topic }) => topic),
      )
      const wal = await identify(relay)
      const log = { ...wal, rebuilds: nextAfter(ends, wal) }
      return await announceAll({ source, options, cluster, known, owner, log })
    } finally {
      await cluster.disconnect()
    }
  })
}

interface Announcing {
  readonly source: RebuildSource
  readonly options: RebuildOptions
  readonly cluster: Cluster
  readonly known: Known
  readonly owner: Client
  readonly log: WriteAheadLog
}

async function announceAll({ source, options, cluster, known, owner, log }: Announcing): Promise<Rebuilt> {
  const origin = await beginSlot(source.databaseUrl, source.name)
  try {
    const stop = AbortSignal.any([options.stop, origin.lost])
    const missing = await compare(source.name, cluster, known, origin.snapshot)
    if (!(await areUntouched(cluster, known)))
      throw new Refusal('somebody has written to the topics meanwhile: a relay that is still at it? Run this again')
    options.say(`${missing.length} events are missing on the topics`)
    const { username } = source
    const topics = partitionsOf(known)
    await announceMissing(missing, {
      cluster,
      username,
      topics,
      snapshot: origin.snapshot,
      log,
      stop,
      failed: options.say,
    })
    stop.throwIfAborted()
    await owner.query('insert into relay_rebuilds (number, announced) values ($1, $2)', [log.rebuilds, missing.length])
    await origin.open()
    return { announced: missing.length, begins: origin.begins }
  } finally {
    await origin.close()
  }
}

/** A number that neither the database nor any record knows: a restored database may have forgotten rebuilds. */
function nextAfter(ends: Awaited<ReturnType<typeof endsOf>>, { rebuilds }: WriteAheadLog): number {
  const seen = ends
    .flatMap(({ tails }) => tails)
    .map(({ headers }) => parsePosition(headers?.[positionHeader]?.toString() ?? '')?.rebuilds ?? 0)
  return Math.max(rebuilds, ...seen) + 1
}

const partitionsOf = ({ partitions }: Known): ReadonlyMap<string, readonly Partition[]> =>
  new Map(
    [...partitions].map(([topic, held]) => [
      topic,
      held.map(({ partition }) => ({ topic, number: partition, tail: undefined, nextSequence: 0 })),
    ]),
  )
