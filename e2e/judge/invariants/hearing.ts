import { heardBy, type Service, services } from '@saga-shop/contracts'
import type { Evidence } from '../evidence/evidence.ts'
import { topicsById } from './causes.ts'
import { eventsById } from './events.ts'
import { checkEach, type Invariant, together, unless } from './invariant.ts'

/** All is heard: a service that stands before the end still has something to do. */
export const everyTopicIsHeardToItsEnd: Invariant = {
  name: 'Every service stands at the end of every partition that it listens to',
  check: (evidence) => together(...services.map((service) => positionsOf(service, evidence))),
}

function positionsOf(service: Service, { partitions, journals }: Evidence) {
  const topics = topicsOf(service)
  const stands = new Map(journals[service].positions.map((position) => [placeOf(position), position.offset]))
  const listened = partitions.filter(({ topic }) => topics.has(topic))
  const known = new Set(listened.map(placeOf))
  return together(
    checkEach(
      listened,
      (partition) => `${service}, ${placeOf(partition)}`,
      (partition) => {
        const offset = stands.get(placeOf(partition)) ?? 0
        return unless(offset === partition.end, () => `stands at ${offset}, and the end is ${partition.end}`)
      },
    ),
    {
      ...checkEach(
        stands.keys(),
        (place) => `${service}, ${place}`,
        (place) => unless(known.has(place), () => 'it does not listen there'),
      ),
      checked: 0,
    },
  )
}

/** Each event is heard by everyone who listens, and by nobody else. */
export const everyInboxIsExact: Invariant = {
  name: 'Every inbox holds exactly the events of its topics',
  check: (evidence) => together(...services.map((service) => inboxOf(service, evidence))),
}

function inboxOf(service: Service, evidence: Evidence) {
  const topics = topicsOf(service)
  const inbox = new Set(evidence.journals[service].inbox)
  const heard = [...eventsById(evidence)].filter(([, { topic }]) => topics.has(topic))
  return together(
    checkEach(
      heard,
      ([id, { topic }]) => `${service}, ${topic} ${id}`,
      ([id]) => unless(inbox.has(id), () => 'was never heard'),
    ),
    {
      ...checkEach(
        inbox,
        (id) => `${service}, inbox ${id}`,
        (id) => unless(topics.has(topicsById(evidence).get(id) ?? ''), () => 'is no event of its topics'),
      ),
      checked: 0,
    },
  )
}

/** What came before its order was kept until the order is there. */
export const nothingWaitsForEver: Invariant = {
  name: 'No event waits for what it is about',
  check: ({ journals }) =>
    together(
      ...services.map((service) => ({
        ...checkEach(
          journals[service].early,
          ({ eventId, entityId }) => `${service}, event ${eventId} about ${entityId}`,
          () => ['came early, and what it is about never came'],
        ),
        checked: 1,
      })),
    ),
}

/** Nothing is owed to the outside world any more. */
export const noCallIsOwed: Invariant = {
  name: 'No outside call is owed any more',
  check: ({ journals }) =>
    together(
      ...services.map((service) => ({
        ...checkEach(
          journals[service].intents.filter(({ parked }) => parked === undefined),
          ({ kind, key }) => `${service}, ${kind} ${key}`,
          ({ attempts }) => [`is still owed, after ${attempts} attempts`],
        ),
        checked: 1,
      })),
    ),
}

const topicsOf = (service: Service) => new Set(heardBy(service).map(({ topic }) => topic))

const placeOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }) =>
  `${topic} [${partition}]`
