import { heardBy, OrderRequested } from '@saga-shop/contracts'
import type { Evidence, LetterRow, Mail, TopicRecord } from '../evidence/evidence.ts'
import { dossiers, first, ofOrder } from './dossiers.ts'
import { eventsById, idOf, kindOn } from './events.ts'
import { checkEach, type Findings, type Invariant, together, unless, workedOut } from './invariant.ts'

/** What customers are written about: all that email listens to, but the request itself, which says who to write to. */
const topics = new Set(
  heardBy('email')
    .filter((kind) => kind !== OrderRequested)
    .map(({ topic }) => topic),
)

/** A letter whose outcome nobody knows, or that was refused, waits for a person: a matter of note, and of no promise. */
export const everyLetterIsWrittenOnce: Invariant = {
  name: 'Every event that a customer wants to know of is a letter, once',
  check: (evidence) => {
    const letters = Map.groupBy(evidence.letters, ({ eventId }) => eventId)
    return {
      ...together(
        checkEach(lettersWanted(evidence), ofItsOrder, (record) => {
          const [letter, ...others] = letters.get(idOf(record)) ?? []
          return [
            ...unless(letter !== undefined, () => `nobody wrote of its ${aboutOf(record)}`),
            ...unless(
              others.length === 0,
              () => `email keeps ${others.length + 1} letters about its ${aboutOf(record)}`,
            ),
            ...unless(
              !letter || isEnded(letter),
              () => `the letter about its ${aboutOf(record)} is still ${letter?.status}`,
            ),
          ]
        }),
        unwantedAmong(evidence, letters.keys()),
      ),
      notes: [
        ...forAPerson(evidence, 'unknown', 'nobody knows whether they left'),
        ...forAPerson(evidence, 'refused', 'the mail server refused them'),
      ],
    }
  },
}

/** The mailbox is the witness: what customers really got. */
export const everyLetterArrivesOnce: Invariant = {
  name: 'No letter arrives twice, at a wrong address, or not at all',
  check: (evidence) => {
    const { mailbox } = evidence
    if (!mailbox)
      return { checked: 0, violations: [], notes: ['letters were not sent over SMTP: no mailbox to compare with'] }
    const arrived = Map.groupBy(mailbox, ({ eventId }) => eventId ?? '')
    return together(
      checkEach(lettersWanted(evidence), ofItsOrder, (record) =>
        arrival(evidence, record, arrived.get(idOf(record)) ?? []),
      ),
      unwantedAmong(evidence, arrived.keys()),
    )
  },
}

function arrival(evidence: Evidence, record: TopicRecord, letters: readonly Mail[]) {
  const { status, again = 0 } = letterOf(evidence).get(idOf(record)) ?? {}
  const dossier = dossiers(evidence).get(record.key)
  const address = dossier && first(dossier, OrderRequested)?.recipient.email
  const letter = `the letter about its ${aboutOf(record)}`
  return [
    ...unless(letters.length > 0 || status === 'unknown' || status === 'refused', () => `${letter} did not arrive`),
    ...unless(letters.length === 0 || status !== 'refused', () => `${letter} arrived, and is kept as refused`),
    ...unless(letters.length <= 1 + again, () => `${letter} arrived ${letters.length} times`),
    ...letters.flatMap(({ to }) => unless(to === address, () => `${letter} went to somebody else`)),
  ]
}

/** Letters about nothing that a customer wants to know. */
function unwantedAmong(evidence: Evidence, eventIds: Iterable<string>): Findings {
  const isWanted = (id: string) => topics.has(eventsById(evidence).get(id)?.topic ?? '')
  const unwanted = checkEach(
    eventIds,
    (id) => `event ${id || 'without id'}`,
    (id) => unless(isWanted(id), () => 'is no reason to write, and there is a letter'),
  )
  return { ...unwanted, checked: 0 }
}

/** The events that customers are written about. */
export function* lettersWanted(evidence: Evidence) {
  for (const record of eventsById(evidence).values()) if (topics.has(record.topic)) yield record
}

const letterOf = workedOut(({ letters }) => new Map(letters.map((letter) => [letter.eventId, letter])))

const isEnded = ({ status }: LetterRow) => ['sent', 'unknown', 'refused'].includes(status)

function forAPerson({ letters }: Evidence, status: string, why: string): string[] {
  const count = letters.filter((letter) => letter.status === status).length
  return count > 0 ? [`letters that wait for a person: ${count}; ${why}`] : []
}

const aboutOf = ({ topic }: TopicRecord) => kindOn(topic)?.type ?? topic
const ofItsOrder = ({ key }: TopicRecord) => ofOrder({ id: key })
