import type { Cluster } from '../kafka/cluster.ts'
import { type Extent, extentsOf } from '../kafka/extents.ts'
import { recordsOf } from '../kafka/stored-records.ts'
import { IdSet } from './id-set.ts'

/** A partition, and what Kafka has taken away from it. */
export interface Held extends Extent {
  /** Retention has taken the oldest records: this is the first that is left. */
  readonly first: string | undefined
  /** Compaction has taken single records. */
  readonly isCompacted: boolean
}

/** What the topics of a source hold. */
export interface Known {
  readonly ids: IdSet
  readonly partitions: ReadonlyMap<string, readonly Held[]>
}

/** Reads the id of every event on these topics. */
export async function readTopics(cluster: Cluster, topics: readonly string[]): Promise<Known> {
  const ids = new IdSet()
  const partitions = new Map<string, Held[]>()
  for (const topic of topics) {
    const extents = await extentsOf(cluster, topic)
    partitions.set(topic, await Promise.all(extents.map((extent) => readPartition(cluster, extent, ids))))
  }
  return { ids, partitions }
}

async function readPartition(cluster: Cluster, extent: Extent, ids: IdSet): Promise<Held> {
  let first: string | undefined
  let count = 0n
  for await (const run of recordsOf(cluster, extent)) {
    for (const { headers } of run) {
      const id = headers['ce_id']?.toString() ?? ''
      first ??= id
      ids.add(id)
    }
    count += BigInt(run.length)
  }
  const isCompacted = count < extent.end - extent.begin
  return { ...extent, first: extent.begin > 0n ? first : undefined, isCompacted }
}

/** Whether nobody has written since the topics were read. */
export async function areUntouched(cluster: Cluster, { partitions }: Known): Promise<boolean> {
  const now = await Promise.all([...partitions.keys()].map((topic) => extentsOf(cluster, topic)))
  return now.flat().every(({ topic, partition, end }) => partitions.get(topic)?.[partition]?.end === end)
}
