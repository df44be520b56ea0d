import type { Trials } from '../../../src/api.ts'

/** Something to choose at the checkout: a card or a place, with a plain name and what it does. */
export interface Choice {
  readonly value: string
  readonly name: string
  readonly does: string
}

const names: Readonly<Record<string, string>> = {
  card_approve: 'Approves',
  card_decline: 'Declines',
  card_insufficient_funds: 'Has no money on it',
  card_timeout_after_charge: 'Charges, then times out',
  card_answer_twice: 'Answers twice',
  card_answer_late: 'Answers late',
  '10001': 'Nobody in, once',
  '10003': 'Never at home',
  '10009': 'Gets lost',
}

const approves: Choice = { value: 'card_approve', name: 'Approves', does: 'The bank says yes at once.' }

/** The test cards, the one that simply works first. */
export function cardsOf(trials: Trials | undefined): readonly Choice[] {
  const cards = (trials?.cards ?? []).map(named)
  return cards.some(({ value }) => value === approves.value)
    ? cards.toSorted((one, other) => Number(other.value === approves.value) - Number(one.value === approves.value))
    : [approves, ...cards]
}

/** Where to deliver: home, and the places where something happens to parcels. */
export function placesOf(trials: Trials | undefined, home: string): readonly Choice[] {
  const there = (trials?.postcodes ?? []).filter(({ value }) => value in names).map(named)
  return [{ value: home, name: 'Home', does: 'The parcel arrives.' }, ...there]
}

const named = ({ value, does }: Trials['cards'][number]): Choice => ({ value, does, name: names[value] ?? value })
