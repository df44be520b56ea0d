import type { Trail } from '../../../src/api.ts'
import { shortId } from '../story/topology.ts'
import { clock, count, grouped } from '../story/words.ts'
import { whoAnswers } from './graph.ts'
import { atOnce, type Hop, never, took } from './hop.ts'
import { clockOf, momentOf } from './moments.ts'

type TrailEvent = Trail['events'][number]

/** When an event's transaction began and committed, and when its first record was written: as far as anybody knows. */
interface Moments {
  readonly began: number | undefined
  readonly committed: number | undefined
  readonly written: number | undefined
  /** Why nobody knows when it committed. */
  readonly uncommitted: string
}

// A row that is so much younger than its record was loaded from a dump, milliseconds.
const soon = 60_000

function momentsOf(trail: Trail, { source, outbox, records: [record] }: TrailEvent): Moments {
  const clock = clockOf(trail, source)
  const committed = outbox?.committedAt ? clock(outbox.committedAt) : undefined
  const written = record && momentOf(record.at)
  const isAnew = committed !== undefined && written !== undefined && committed > written + soon
  return {
    began: outbox ? clock(outbox.at) : undefined,
    committed: isAnew ? undefined : committed,
    written,
    uncommitted: outbox ? `${source} does not keep when it committed` : `${source} does not say`,
  }
}

/** From what led to an event to its record in Kafka. */
export function hopsToKafka(trail: Trail, event: TrailEvent): Hop[] {
  const { source, outbox, records } = event
  const moments = momentsOf(trail, event)
  const { began, committed, uncommitted } = moments
  const unsaid = never(`${source} does not say`)
  return [
    causeHop(trail, event, moments),
    {
      name: 'transaction',
      detail: `${source} decides: state, inbox and outbox together`,
      ...took(began, committed, uncommitted),
    },
    {
      name: 'outbox row',
      detail: outbox
        ? `position ${grouped(outbox.position)}, ${count(outbox.bytes, 'byte')}, in the same commit`
        : 'not known',
      ...(outbox ? atOnce : unsaid),
    },
    ...(records.length > 0 ? hopsOfRecords(event, moments) : [hopToCome(trail, moments)]),
  ]
}

function hopsOfRecords({ records }: TrailEvent, { began, committed, written, uncommitted }: Moments): Hop[] {
  const [record, ...others] = records
  if (!record) return []
  const { lsn, indexInCommit, topic, partition, offset, schemaId } = record
  const again = others.at(-1)
  const place = `${topic} · p${partition} @ ${grouped(offset)} · schema ${schemaId ?? '?'}`
  return [
    {
      name: 'write-ahead log',
      detail: lsn ? `LSN ${lsn}: the commit itself${indexInCommit ? `, row ${indexInCommit} of it` : ''}` : 'not known',
      ...(lsn ? atOnce : never('its record does not say where in the log it comes from')),
    },
    {
      name: 'relay to Kafka',
      detail: committed === undefined && began !== undefined ? `${place}, since its transaction began` : place,
      ...took(committed ?? began, written, uncommitted),
    },
    ...(again
      ? [
          {
            name: 'written again',
            detail: `${count(others.length, 'further record')}: heard once all the same`,
            ...took(written, momentOf(again.at), ''),
          },
        ]
      : []),
  ]
}

/** While there is no record. The text stays the same from one question to the next, so that it is read out once. */
function hopToCome({ parts }: Trail, { began, committed }: Moments): Hop {
  const { kafka } = parts
  if (kafka && 'missing' in kafka)
    return { name: 'Kafka', detail: 'not known', ...never(`it cannot be asked: ${kafka.missing}`) }
  const since = committed ?? began
  return {
    name: 'Kafka',
    detail: `not there yet: it waits in the outbox for the relay${since ? `, since ${clock(since).slice(0, 8)} UTC` : ''}`,
    ...never('it is still on its way'),
  }
}

const unkept: Readonly<Record<TrailEvent['because']['kind'], string>> = {
  event: 'its record is not known',
  request: 'how long it waited for its transaction is not written down',
  outcome: 'when the answer came is not written down before its transaction',
  deadline: 'a clock that has rung is gone',
  unknown: 'nobody says what it was',
}

function causeHop(trail: Trail, { because, source }: TrailEvent, { began }: Moments): Hop {
  const { id, kind, name } = because
  const cause = trail.events.find((event) => event.id === id)
  const record = kind === 'event' ? cause?.records[0] : undefined
  return {
    name: causeInWords(because, source),
    detail: kind === 'event' ? (cause?.type ?? shortId(id)) : [name, shortId(id)].filter(Boolean).join(' · '),
    ...took(record && momentOf(record.at), began, unkept[kind]),
  }
}

function causeInWords({ kind, name }: TrailEvent['because'], source: string): string {
  if (kind === 'request') return 'somebody asked over HTTP'
  if (kind === 'event') return `${source} heard`
  if (kind === 'outcome') return `${whoAnswers(source, name)} answered`
  return kind === 'deadline' ? 'time ran out' : 'cause not known'
}
