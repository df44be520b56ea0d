import { Halt } from './halt.ts'
import { otherHistory } from './history.ts'
import type { Partition } from './partition.ts'
import type { Lsn } from './postgres/lsn.ts'

/** How far a slot is confirmed, and how far the log reaches. */
export interface Standing {
  readonly confirmed: Lsn
  readonly end: Lsn
}

/**
 * Events that Kafka has and Postgres was not told of. The log must bring each of them again, at its place and with its id;
 * one that does not has another history than the topics, as after a restore of the files, and skipping by it would lose
 * events. Until all are met, nothing is confirmed.
 */
export class Landmarks {
  private readonly source: string
  private readonly unmet: Set<Partition>

  constructor(source: string, partitions: Iterable<Partition>, { confirmed, end }: Standing) {
    this.source = source
    this.unmet = new Set([...partitions].filter(({ tail }) => tail && tail.commit >= confirmed))
    for (const { tail } of this.unmet) if (tail && tail.commit >= end) this.halt()
  }

  get areMet(): boolean {
    return this.unmet.size === 0
  }

  /** An event of the log, at its place. */
  seen(commit: Lsn, index: number, id: () => string): void {
    for (const partition of this.unmet) {
      const { tail } = partition
      if (tail?.commit !== commit || tail.index !== index) continue
      if (tail.id !== id()) this.halt()
      this.unmet.delete(partition)
    }
  }

  /** The log was read up to this place. */
  passed(place: Lsn): void {
    for (const { tail } of this.unmet) if (tail && tail.commit < place) this.halt()
  }

  private halt(): never {
    throw new Halt(otherHistory(this.source))
  }
}
