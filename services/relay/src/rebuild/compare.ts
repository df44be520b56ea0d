import type { Client } from 'pg'
import type { Cluster } from '../kafka/cluster.ts'
import { missingEvents } from './missing.ts'
import { rowsOf } from './outbox.ts'
import { Refusal } from './refusal.ts'
import { strangers } from './strangers.ts'
import { takeBack } from './take-back.ts'
import type { Known } from './topics.ts'

/** The events that the outbox has and the topics lack. Refuses when the topics have some that the outbox lacks, too. */
export async function compare(cluster: Cluster, known: Known, snapshot: Client): Promise<string[]> {
  const missing = await missingIn(known, snapshot)
  let forgotten = 0
  for await (const run of strangers(cluster, known, snapshot)) forgotten += run.length
  if (forgotten > 0) throw new Refusal(restoredPerhaps(forgotten))
  return missing
}

/** Takes back what the topics have and the outbox lacks; returns how much. */
export async function restore(cluster: Cluster, known: Known, owner: Client): Promise<number> {
  await owner.query('begin isolation level repeatable read read only')
  await missingIn(known, owner)
  await owner.query('commit')
  let taken = 0
  for await (const run of strangers(cluster, known, owner)) taken += await takeBack(owner, run)
  return taken
}

/** The events that the topics lack; marks those that they have. */
export async function missingIn(known: Known, outbox: Client): Promise<string[]> {
  const events = missingEvents(known)
  for await (const row of rowsOf(outbox)) events.see(row)
  return events.missing()
}

const restoredPerhaps = (events: number) =>
  `${events} events stand on the topics and not in the outbox: was the database restored from a backup? ` +
  'Then run this with --restored, before the service starts again: it takes them back, so that none is announced anew'
