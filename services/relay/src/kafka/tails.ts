import type { Cluster } from './cluster.ts'
import { type Extent, extentsOf } from './extents.ts'
import { recordsOf, type StoredRecord } from './stored-records.ts'

/** The headers of the last record of a partition that somebody looks for; undefined when there is none. */
export interface LastHeaders {
  readonly partition: number
  readonly headers: StoredRecord['headers'] | undefined
}

// The last record is nearly always ours; behind that of a stranger, or several, we look a while.
const reaches = [1n, 100n, 2_000n]

/** Reads the last record with this header of every partition of a topic. */
export async function tailsOf(cluster: Cluster, topic: string, header: string): Promise<LastHeaders[]> {
  const extents = await extentsOf(cluster, topic)
  return Promise.all(
    extents.map(async (extent) => ({
      partition: extent.partition,
      headers: await lastWith(cluster, extent, header),
    })),
  )
}

const before = ({ begin, end }: Extent, reach: bigint) => (begin + reach < end ? end - reach : begin)

async function lastWith(cluster: Cluster, extent: Extent, header: string) {
  let last: StoredRecord['headers'] | undefined
  for (const reach of reaches) {
    const begin = before(extent, reach)
    const maxBytes = reach === 1n ? 1 : 2 ** 20 // a broker answers with one whole batch however little was asked for
    for await (const run of recordsOf(cluster, { ...extent, begin }, maxBytes))
      last = run.findLast(({ headers }) => headers[header])?.headers ?? last
    if (last || begin === extent.begin) break
  }
  return last
}
