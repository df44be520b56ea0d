import type { Flights } from './flights.ts'
import { partitionOf } from './kafka/partitioner.ts'
import type { Landmarks } from './landmarks.ts'
import type { Partition } from './partition.ts'
import { isWritten, transactionText, type WriteAheadLog } from './position.ts'
import type { Lsn } from './postgres/lsn.ts'
import { column, type OutboxRow } from './postgres/outbox-row.ts'
import type { OutboxChanges } from './postgres/pgoutput.ts'

export interface IntakeParts {
  readonly wal: WriteAheadLog
  readonly topics: ReadonlyMap<string, readonly Partition[]>
  readonly user: string
  readonly flights: Flights
  readonly landmarks: Landmarks
  confirm(end: Lsn): void
  skipped(): void
}

/** Takes what Postgres sends, event by event: gives it its place in the log and its partition, and skips what is there. */
export function intake({ wal, topics, user, flights, landmarks, confirm, skipped }: IntakeParts) {
  const place = Buffer.alloc(96)
  let commit: Lsn = 0
  let index = 0
  let indexAt = 0
  let isOpen = false

  const changes: OutboxChanges = {
    began(lsn) {
      commit = lsn
      index = 0
      indexAt = place.write(transactionText(wal, lsn), 'latin1')
      isOpen = true
    },

    announced(row) {
      const partition = destination(row)
      if (!landmarks.areMet) landmarks.seen(commit, index, () => row.text(column.id))
      if (partition.tail && isWritten(commit, index, partition.tail)) skipped()
      else flights.take(partition, stamped(row))
      index++
    },

    committed(end) {
      isOpen = false
      landmarks.passed(end)
      if (landmarks.areMet && !flights.commit(end)) confirm(end)
    },
  }

  /** Everything before this place was sent: with nothing in hand it can be confirmed, so that quiet outboxes hold back no log. */
  function quiet(end: Lsn) {
    if (isOpen || !flights.isEmpty) return
    landmarks.passed(end)
    if (landmarks.areMet) confirm(end)
  }

  function destination(row: OutboxRow): Partition {
    const name = row.text(column.topic)
    const partitions = topics.get(name)
    if (!partitions) throw new Error(`Kafka shows no topic "${name}" to its user "${user}": create it, or permit it`)
    const key = row.bytesOf(column.key)
    const number = partitionOf(key, row.startOf(column.key), row.lengthOf(column.key), partitions.length)
    const partition = partitions[number]
    if (!partition) throw new Error(`${name} has no partition ${number}`)
    return partition
  }

  function stamped(row: OutboxRow): OutboxRow {
    const length = indexAt + place.write(String(index), indexAt, 'latin1')
    row.set(column.position, place, 0, length)
    return row
  }

  return { changes, quiet }
}
