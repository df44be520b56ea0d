import type { Trail } from '../../../src/api.ts'
import { shortId } from '../story/topology.ts'
import { count, grouped } from '../story/words.ts'
import { whoAnswers } from './graph.ts'
import { clockOf, momentOf } from './moments.ts'

type TrailEvent = Trail['events'][number]
type Hearing = TrailEvent['hearings'][number]

/** A stage of an event's way, and how long after the stage before it. */
export interface Hop {
  readonly name: string
  readonly detail: string
  /** Nothing where it is not measured. */
  readonly milliseconds: number | undefined
}

/** From what led to an event to its record in Kafka. */
export function hopsToKafka(trail: Trail, event: TrailEvent): Hop[] {
  const { because, outbox, records, source } = event
  const clock = clockOf(trail, source)
  const record = records[0]
  return [
    { name: causeInWords(because, source), detail: causeDetail(trail, because), milliseconds: undefined },
    {
      name: 'transaction',
      detail: `${source} decides: state, inbox and outbox together`,
      milliseconds: since(because.at && clock(because.at), outbox && clock(outbox.at)) || undefined,
    },
    {
      name: 'outbox row',
      detail: outbox
        ? `position ${grouped(outbox.position)}, ${count(outbox.bytes, 'byte')}`
        : `${source} does not say`,
      milliseconds: undefined,
    },
    ...(record
      ? [
          {
            name: 'write-ahead log',
            detail: record.lsn
              ? `LSN ${record.lsn}${record.indexInCommit ? `, row ${record.indexInCommit} of its commit` : ''}`
              : 'not known',
            milliseconds: undefined,
          },
          {
            name: 'relay to Kafka',
            detail: `${record.topic} · p${record.partition} @ ${grouped(record.offset)} · schema ${record.schemaId ?? '?'}`,
            milliseconds: since(outbox && clock(outbox.at), momentOf(record.at)),
          },
          ...(records.length > 1
            ? [
                {
                  name: 'written again',
                  detail: `${count(records.length - 1, 'further record')}: heard once all the same`,
                  milliseconds: undefined,
                },
              ]
            : []),
        ]
      : [{ name: 'Kafka', detail: 'not there yet: it waits in the outbox for the relay', milliseconds: undefined }]),
  ]
}

/** From Kafka into a listener. */
export function hopsToListener(trail: Trail, event: TrailEvent, hearing: Hearing): Hop[] {
  const heard = hearing.at ? clockOf(trail, hearing.service)(hearing.at) : undefined
  const record = event.records[0]
  const led = hearing.ledTo.flatMap((id) => trail.events.find((one) => one.id === id)?.type ?? [])
  return [
    {
      name: `${hearing.service} heard it`,
      detail: verdictInWords(hearing),
      milliseconds: since(record && momentOf(record.at), heard),
    },
    ...(hearing.repeats > 0
      ? [
          {
            name: 'again',
            detail: `${count(hearing.repeats, 'repeat')}, dropped by the inbox`,
            milliseconds: undefined,
          },
        ]
      : []),
    ...(led.length > 0 ? [{ name: 'led to', detail: led.join(', '), milliseconds: undefined }] : []),
  ]
}

// Clocks that differ a little can make a length negative: that is none.
const since = (from: number | null | undefined | '', to: number | null | undefined) =>
  typeof from === 'number' && typeof to === 'number' ? Math.max(0, to - from) : undefined

const verdicts: Readonly<Record<Hearing['verdict'], string>> = {
  applied: 'inbox: applied, the first time',
  early: 'early: it waits until what it is about is there',
  parked: 'parked: a person must look',
  behind: 'waits behind a parked one',
  discarded: 'a person gave it up',
  'on-its-way': 'not read yet',
  unknown: 'it does not say',
}

export function verdictInWords({ verdict, parked }: Hearing): string {
  return parked?.reason ? `${verdicts[verdict]}: ${parked.reason}` : verdicts[verdict]
}

function causeInWords({ kind, name }: TrailEvent['because'], source: string): string {
  if (kind === 'request') return 'somebody asked over HTTP'
  if (kind === 'event') return `${source} heard`
  if (kind === 'outcome') return `${whoAnswers(source, name)} answered`
  return kind === 'deadline' ? 'time ran out' : 'cause not known'
}

function causeDetail(trail: Trail, { id, kind, name }: TrailEvent['because']): string {
  if (kind === 'event') return trail.events.find((event) => event.id === id)?.type ?? shortId(id)
  return [name, shortId(id)].filter(Boolean).join(' · ')
}
