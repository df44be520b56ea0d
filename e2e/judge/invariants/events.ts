import { type EventKind, events } from '@saga-shop/contracts'
import type { TopicRecord } from '../evidence/evidence.ts'
import { workedOut } from './invariant.ts'

/** A record that could be read as this event. */
export type EventRecord<Data = unknown> = TopicRecord & { readonly data: Data }

const kindOf = new Map(events.map((kind) => [kind.topic, kind]))

/** The event that a topic is for. */
export const kindOn = (topic: string): EventKind<unknown> | undefined => kindOf.get(topic)

/** Whether a record is this event: the contract's schema has read it. */
export const isOf = <Data>(kind: EventKind<Data>, record: TopicRecord): record is EventRecord<Data> =>
  record.topic === kind.topic && record.data !== undefined

export const idOf = ({ headers }: TopicRecord) => headers['ce_id'] ?? ''
export const causeOf = ({ headers }: TopicRecord) => headers['ce_causationid'] ?? ''

/** The events that were announced, each once, by id. A record without an id is no event: others complain of that. */
export const eventsById = workedOut(({ records }) => {
  const byId = new Map<string, TopicRecord>()
  for (const record of records) if (idOf(record) && !byId.has(idOf(record))) byId.set(idOf(record), record)
  return byId
})
