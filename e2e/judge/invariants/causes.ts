import { heardBy, type Service, services } from '@saga-shop/contracts'
import type { Evidence, OutboxRow } from '../evidence/evidence.ts'
import { eventsById } from './events.ts'
import { eventId } from './ids.ts'
import { checkEach, type Invariant, unless, workedOut } from './invariant.ts'
import { isOutcome } from './outcomes.ts'

/**
 * A cause is an event that the service listens to, a request that it granted, or the answer to an outside call.
 * Answers leave no record of their own: their ids follow from what the call was for, and the inbox must hold them.
 */
export const everyCauseExists: Invariant = {
  name: 'Every event has a cause that exists, and that its service has heard',
  check: (evidence) => {
    const memories = new Map(services.map((service) => [service, memoryOf(evidence, service)]))
    return checkEach(announcedIn(evidence), ofEvent, ({ service, row: { causationId } }) => {
      const memory = memories.get(service)
      if (memory?.commands.has(causationId)) return []
      const isEvent = memory?.topics.has(topicsById(evidence).get(causationId) ?? '') ?? false
      return [
        ...unless(
          isEvent || isOutcome(evidence, service, causationId),
          () => `its cause ${causationId} is no event that ${service} listens to, no request and no answer`,
        ),
        ...unless(
          memory?.inbox.has(causationId) ?? false,
          () => `its cause ${causationId} was never heard by ${service}`,
        ),
      ]
    })
  },
}

/** Deciding again gives the same ids; so a repeat is recognised everywhere. */
export const everyIdFollowsFromItsCause: Invariant = {
  name: 'Every event id follows from its cause',
  check: (evidence) => {
    const siblings = new Map<string, number>()
    for (const { row } of announcedIn(evidence)) siblings.set(row.causationId, (siblings.get(row.causationId) ?? 0) + 1)
    return checkEach(announcedIn(evidence), ofEvent, ({ row: { id, type, causationId } }) =>
      unless(
        isDerived(id, type, causationId, siblings.get(causationId) ?? 1),
        () => `${type} ${id} does not follow from its cause ${causationId}`,
      ),
    )
  },
}

const isDerived = (id: string, type: string, causationId: string, siblings: number) => {
  for (let index = 0; index < siblings; index++) if (eventId(causationId, type, index) === id) return true
  return false
}

const memoryOf = ({ journals }: Evidence, service: Service) => ({
  inbox: new Set(journals[service].inbox),
  commands: new Set(journals[service].commands.map(({ id }) => id)),
  topics: new Set(heardBy(service).map(({ topic }) => topic)),
})

/** The topic of every event, whether it stands there or is only announced so far. */
export const topicsById = workedOut((evidence) => {
  const topics = new Map<string, string>()
  for (const { row } of announcedIn(evidence)) topics.set(row.id, row.topic)
  for (const [id, { topic }] of eventsById(evidence)) topics.set(id, topic)
  return topics
})

interface Announced {
  readonly service: Service
  readonly row: OutboxRow
}

function* announcedIn({ journals }: Evidence): Generator<Announced> {
  for (const service of services) for (const row of journals[service].outbox) yield { service, row }
}

const ofEvent = ({ service, row: { type, key } }: Announced) => `${service}, ${type} of ${key}`
