import { ask, type Cluster } from './cluster.ts'
import { type Extent, failOn } from './extents.ts'
import { leaderOf } from './topics.ts'

/** A record as a partition holds it. */
export interface StoredRecord {
  readonly offset: bigint
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, Buffer | undefined>>
}

interface Fetched {
  readonly responses: readonly {
    readonly partitions: readonly {
      readonly errorCode: number
      readonly messages: readonly (Omit<StoredRecord, 'offset'> & { readonly offset: string })[]
    }[]
  }[]
}

const asConsumer = { replicaId: -1, isolationLevel: 0, maxWaitTime: 500, minBytes: 1, rackId: '' }

/** The records of a partition from `begin` up to `end`, run after run of at most `maxBytes`; a run is at least a whole batch. */
export async function* recordsOf(
  cluster: Cluster,
  { topic, partition, begin, end }: Extent,
  maxBytes = 2 ** 20,
): AsyncGenerator<StoredRecord[]> {
  for (let next = begin; next < end; ) {
    const run = await fetchRun(cluster, { topic, partition, next, maxBytes })
    const last = run.at(-1)
    if (!last) return // compaction has taken the rest
    next = last.offset + 1n
    yield run.filter(({ offset }) => offset < end)
  }
}

interface Run {
  readonly topic: string
  readonly partition: number
  readonly next: bigint
  readonly maxBytes: number
}

/** A broker answers with whole batches, of which the first may begin before what was asked for. */
async function fetchRun(cluster: Cluster, { topic, partition, next, maxBytes }: Run): Promise<StoredRecord[]> {
  const broker = await cluster.findBroker({ nodeId: leaderOf(cluster, topic, partition) ?? -1 })
  const partitions = [{ partition, fetchOffset: String(next), maxBytes }]
  const { responses } = await ask<Fetched>(broker, 'Fetch', {
    ...asConsumer,
    maxBytes,
    topics: [{ topic, partitions }],
  })
  const [answer] = responses.flatMap((response) => response.partitions)
  failOn(answer?.errorCode ?? 0, topic, partition)
  return (answer?.messages ?? [])
    .map(({ offset, ...record }) => ({ ...record, offset: BigInt(offset) }))
    .filter(({ offset }) => offset >= next)
}
