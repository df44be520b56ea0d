import type { Client } from 'pg'
import type { Cluster } from '../kafka/cluster.ts'
import { missingEvents } from './missing.ts'
import { rowsOf } from './outbox.ts'
import { Refusal } from './refusal.ts'
import { strangers } from './strangers.ts'
import type { Known } from './topics.ts'

/** The events that the outbox has and the topics lack. Refuses when the topics have some that the outbox lacks, too. */
export async function compare(source: string, cluster: Cluster, known: Known, snapshot: Client): Promise<string[]> {
  const missing = await missingIn(known, snapshot)
  let forgotten = 0
  for await (const run of strangers(cluster, known, snapshot)) forgotten += run.length
  if (forgotten > 0) throw new Refusal(restoredPerhaps(source, forgotten))
  return missing
}

/** The events that the topics lack; marks those that they have. */
export async function missingIn(known: Known, outbox: Client): Promise<string[]> {
  const events = missingEvents(known)
  for await (const row of rowsOf(outbox)) events.see(row)
  return events.missing()
}

const restoredPerhaps = (source: string, events: number) =>
  `${events} events stand on the topics and not in the outbox: was the database restored from a backup? ` +
  `Then "npm run restored -- ${source}" puts them back, before the service starts again; after that, run this once more`
