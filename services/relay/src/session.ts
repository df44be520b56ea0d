import { crashPoint } from '@saga-shop/runtime/crash-point'
import type { TlsFiles } from '@saga-shop/runtime/tls'
import { carry } from './carry.ts'
import { destinationsOf } from './destinations.ts'
import { connectKafka } from './kafka/cluster.ts'
import { newProducer } from './kafka/producer-id.ts'
import { Landmarks } from './landmarks.ts'
import type { WriteAheadLog } from './position.ts'
import { closePostgres, connectPostgres, identify } from './postgres/connect.ts'
import { followSlot } from './postgres/replication.ts'
import { checkSlot, slotOf } from './postgres/slot.ts'
import { standingOf } from './postgres/standing.ts'
import type { Report } from './report.ts'
import { SlotHolder } from './slot-holder.ts'

/** One outbox, and as whom its events are written. */
export interface SourceSettings {
  readonly name: string
  readonly databaseUrl: string
  readonly brokers: readonly string[]
  readonly username: string
  readonly password: string
  readonly tls?: TlsFiles | undefined
}

/** Relays one source's events, from taking its slot until `stop`. Rejects with what went wrong; nothing is lost then. */
export async function relaySession(source: SourceSettings, report: Report, stop: AbortSignal): Promise<void> {
  const slot = slotOf(source.name)
  const postgres = await connectPostgres(source.databaseUrl, 'relay')
  try {
    const wal = await identify(postgres)
    await checkSlot(postgres, source.name)
    const replication = await followSlot(postgres, slot, report.waiting, stop)
    using holder = new SlotHolder(replication, report)
    await relayHeld(source, wal, holder, report, stop)
  } finally {
    await closePostgres(postgres)
  }
}

/** Only now, with the slot held, nobody else writes: what Kafka has is what it will have. */
async function relayHeld(
  source: SourceSettings,
  wal: WriteAheadLog,
  holder: SlotHolder,
  report: Report,
  stop: AbortSignal,
) {
  crashPoint('slot-taken')
  const cluster = await connectKafka(source, `relay-${source.name}`, report.log)
  try {
    const topics = await destinationsOf(cluster, source, wal)
    const standing = await standingOf(source.databaseUrl, slotOf(source.name))
    const landmarks = new Landmarks(source.name, [...topics.values()].flat(), standing)
    const identity = topics.size > 0 ? await newProducer(cluster, source.username) : nobody
    await carry({ cluster, identity, topics, landmarks, wal, holder, user: source.username, report }, stop)
  } finally {
    await cluster.disconnect()
  }
}

/** A source that may write nowhere announces nothing; if it does, its topic is missing. */
const nobody = { id: -1n, epoch: -1 }
