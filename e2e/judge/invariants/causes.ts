import { heardBy, OrderCancelled, ProductChanged, type Service, services } from '@saga-shop/contracts'
import type { Evidence } from '../evidence/evidence.ts'
import type { OutboxRow } from '../evidence/journal.ts'
import { eventsById } from './events.ts'
import { eventId } from './ids.ts'
import { checkEach, type Invariant, unless, workedOut } from './invariant.ts'
import { isOutcome } from './outcomes.ts'
import { isPassing } from './passings.ts'

/**
 * A cause is an event that the service has heard, an answer to an outside call, a deadline that passed, or a request.
 * Answers and deadlines leave no record, but their ids follow from what the call was for, and from what started the
 * deadline. A request asked under an idempotency key is kept; of one without, nothing is, and its id is random: all that
 * can be seen is that nothing but such a request could lead to this.
 */
export const everyCauseExists: Invariant = {
  name: 'Every event has a cause that exists, and that its service has heard',
  check: (evidence) => {
    const memories = new Map(services.map((service) => [service, memoryOf(evidence, service)]))
    let unkept = 0
    const findings = checkEach(announcedIn(evidence), ofEvent, ({ service, row }) => {
      const { causationId } = row
      const { inbox, commands } = memories.get(service) ?? nothingKnown
      if (commands.has(causationId) || isOutcome(evidence, service, causationId)) return []
      if (isPassing(evidence, service, causationId)) return []
      if (isEventFor(service, causationId, evidence))
        return unless(inbox.has(causationId), () => `its cause ${causationId} was never heard by ${service}`)
      if (mayBeUnkept(row)) unkept++
      return unless(mayBeUnkept(row), () => `its cause ${causationId} is nothing that ${service} could have heard`)
    })
    const note = `requests without an idempotency key, of which nothing is kept: ${unkept}`
    return { ...findings, notes: unkept > 0 ? [note] : [] }
  },
}

const nothingKnown = { inbox: new Set<string>(), commands: new Set<string>() }

/** Customers cancel, and shopkeepers change products, without a key if they like. A random id is a UUID of version 4. */
const mayBeUnkept = ({ type, causationId }: OutboxRow) =>
  (type === OrderCancelled.type || type === ProductChanged.type) && causationId[14] === '4'

const isEventFor = (service: Service, id: string, evidence: Evidence) =>
  heardBy(service).some(({ topic }) => topic === topicsById(evidence).get(id))

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
