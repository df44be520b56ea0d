import { endsOf } from '../destinations.ts'
import { connectKafka } from '../kafka/cluster.ts'
import type { Log } from '../log.ts'
import { missingIn } from './compare.ts'
import { withConnections } from './connections.ts'
import type { RebuildSource } from './rebuild.ts'
import { strangers } from './strangers.ts'
import { readTopics } from './topics.ts'

/** How outbox and topics differ. */
export interface Difference {
  readonly missing: number
  readonly forgotten: number
}

/** Compares and changes nothing. The outbox is looked at first, so that what a relay carries meanwhile is not missed. */
export async function inspect(source: RebuildSource, log: Log): Promise<Difference> {
  return withConnections(source, async ({ owner }) => {
    const cluster = await connectKafka(source, `rebuild-${source.name}`, log)
    try {
      await owner.query('begin isolation level repeatable read read only')
      await owner.query('select from outbox limit 1') // the snapshot is taken by the first question
      const topics = (await endsOf(cluster, source)).map(({ topic }) => topic)
      const known = await readTopics(cluster, topics)
      const missing = await missingIn(known, owner)
      await owner.query('commit') // what is on a topic by now is in the outbox by now
      let forgotten = 0
      for await (const run of strangers(cluster, known, owner)) forgotten += run.length
      return { missing: missing.length, forgotten }
    } finally {
      await cluster.disconnect()
    }
  })
}
