import type { Evidence } from '../evidence/evidence.ts'
import { idOf } from './events.ts'
import { placeOf, type Violation, workedOut } from './invariant.ts'

/** Orders and products of which some event is parked, or was discarded: they are where a person left them. */
const keysSetAside = workedOut(({ parked, journals }) => {
  const calls = Object.values(journals).flatMap(({ intents }) => intents.filter(({ parked }) => parked !== undefined))
  return new Set(
    [...parked.map(({ key }) => key), ...calls.map(({ entityId }) => entityId)].filter((key) => key !== ''),
  )
})

export const isSetAside = (evidence: Evidence, key: string) => keysSetAside(evidence).has(key)

/** All ids and places by which a complaint may name what is set aside. */
const namesSetAside = workedOut((evidence) => {
  const names = new Set(keysSetAside(evidence))
  for (const row of evidence.parked) {
    names.add(placeOf(row))
    if (row.eventId) names.add(row.eventId)
  }
  for (const record of evidence.records)
    if (names.has(record.key) || names.has(placeOf(record))) names.add(placeOf(record)).add(idOf(record))
  for (const { outbox, commands } of Object.values(evidence.journals)) {
    for (const { id, key } of outbox) if (names.has(key)) names.add(id)
    for (const { id, token } of commands) if (token && names.has(token)) names.add(id)
  }
  return names
})

const place = /[\w.-]+ \[\d+\] @\d+/

/** Whether a complaint is about an order that waits for a person, or about a record that nobody could process. */
export function isAboutSetAside(evidence: Evidence, { where }: Violation) {
  const names = namesSetAside(evidence)
  return [...where.split(/,? /), place.exec(where)?.[0] ?? ''].some((name) => name !== '' && names.has(name))
}
