import { services } from '@saga-shop/contracts'
import type { ParkedRow } from '../evidence/standing.ts'
import { checkEach, type Invariant, placeOf, together, unless } from './invariant.ts'

/** Without its slot, an outbox is followed by nobody. */
export const everyOutboxIsFollowed: Invariant = {
  name: "Every outbox is followed: its service's one slot is active, and its log is kept",
  check: ({ slots }) =>
    checkEach(
      services,
      (service) => `the slot of ${service}`,
      (service) => {
        const [slot, ...others] = slots.filter((slot) => slot.service === service)
        return [
          ...unless(slot !== undefined && others.length === 0, () => `there are ${others.length + (slot ? 1 : 0)}`),
          ...unless(!slot || slot.active, () => 'nobody follows it'),
          ...unless(!slot || ['reserved', 'extended'].includes(slot.wal), () => `its log is ${slot?.wal}`),
        ]
      },
    ),
}

/** What cannot be processed waits for a person, with its order; that is better than lost, and not good. */
export const nothingIsParked: Invariant = {
  name: 'Nothing waits for a person: no event, and no outside call, is parked',
  check: ({ parked, journals }) =>
    together(
      { checked: services.length, violations: [] },
      {
        ...checkEach(
          parked.filter(({ discarded }) => !discarded),
          ofParked,
          ({ reason }) => [reason ?? 'waits behind an earlier one'],
        ),
        checked: 0,
      },
      ...services.map((service) => ({
        ...checkEach(
          journals[service].intents.filter(({ parked }) => parked !== undefined),
          ({ kind, key }) => `${service}, ${kind} ${key}`,
          ({ parked = '' }) => [parked],
        ),
        checked: 0,
      })),
    ),
}

const ofParked = (row: ParkedRow) => `${row.service}, ${row.key}, ${placeOf(row)}`

/** Who heard A owes B or C within a time. In the end nobody does, in time or not. */
export const noAnswerIsOwed: Invariant = {
  name: 'No answer is owed any more, and none is overdue',
  check: ({ deadlines }) => ({
    ...checkEach(
      deadlines,
      ({ service, kind, entity }) => `${service}, ${kind} of ${entity}`,
      ({ overdue }) => [overdue ? 'is overdue' : 'is still owed'],
    ),
    checked: services.length,
  }),
}

/** Whatever happened, in the end nothing is left to do. */
export const theShopComesToRest: Invariant = {
  name: 'The shop came to rest in the time it was given',
  check: ({ quiet }) => ({
    ...checkEach(
      [quiet],
      () => 'the shop',
      () => unless(quiet !== false, () => 'still owes, carries or has not heard something'),
    ),
    notes: quiet === undefined ? ['nobody waited for the shop to come to rest'] : [],
  }),
}
