import type { Item, OrderState } from '@saga-shop/contracts'

/** What a customer orders, and what they and the world outside then do. */
export interface Journey {
  readonly name: string
  readonly items: readonly Item[]
  readonly cardToken?: string
  readonly postcode?: string
  /** Cancels as soon as the order is in one of these states. */
  readonly cancelIn?: readonly OrderState[]
  /** The price changes while the customer checks out. */
  readonly priceChanges?: true
  /** How many of sixty orders go this way. */
  readonly ofSixty: number
}

const one = (productId: string, quantity = 1) => [{ productId, quantity }]
const tea = [...one('tea', 2), ...one('cup')]
const book = one('book')
const kettle = one('kettle')

/** Most orders go well. */
export const ordinary: readonly Journey[] = [
  { name: 'tea for two', items: tea, ofSixty: 12 },
  { name: 'a book', items: book, ofSixty: 12 },
  { name: 'a kettle', items: kettle, ofSixty: 12 },
]

/** The others show what else can happen. */
export const eventful: readonly Journey[] = [
  { name: 'cancelled after it left the warehouse', items: kettle, cancelIn: ['shipped'], ofSixty: 3 },
  { name: 'card declined', items: tea, cardToken: 'card_decline', ofSixty: 2 },
  { name: 'nobody at home once', items: book, postcode: '10001', ofSixty: 3 },
  {
    name: 'cancelled while the bank thinks',
    items: tea,
    cardToken: 'card_answer_late',
    cancelIn: ['validated'],
    ofSixty: 2,
  },
  { name: 'out of stock', items: one('moon-lamp', 2), ofSixty: 2 },
  { name: 'never at home', items: book, postcode: '10003', ofSixty: 2 },
  { name: 'price changed', items: one('truffles'), priceChanges: true, ofSixty: 2 },
  { name: 'lost by the carrier', items: kettle, postcode: '10009', ofSixty: 1 },
  { name: 'insufficient funds', items: kettle, cardToken: 'card_insufficient_funds', ofSixty: 1 },
  { name: 'bank times out after charging', items: book, cardToken: 'card_timeout_after_charge', ofSixty: 1 },
  { name: 'over the limit', items: one('harpsichord', 3), ofSixty: 1 },
  { name: 'cancelled in the warehouse', items: tea, cancelIn: ['confirmed', 'preparing'], ofSixty: 2 },
  { name: 'bank answers twice', items: tea, cardToken: 'card_answer_twice', ofSixty: 1 },
  { name: 'unknown product', items: one('unicorn'), ofSixty: 1 },
]

/** The journeys of so many orders: the eventful ones evenly among the ordinary, each kind early once. */
export function journeysFor(orders: number): Journey[] {
  const rest = { ordinary: dealt(ordinary), eventful: dealt(eventful) }
  const share = rest.eventful.length / (rest.eventful.length + rest.ordinary.length)
  return Array.from({ length: orders }, (_, index) => {
    const before = Math.floor(index * share)
    const isEventful = Math.floor((index + 1) * share) > before
    const deck = isEventful ? rest.eventful : rest.ordinary
    return nth(deck, isEventful ? before : index - before)
  })
}

/** Every journey once, then again those of which there are more, until all are dealt. */
function dealt(journeys: readonly Journey[]): Journey[] {
  const rounds = Math.max(...journeys.map(({ ofSixty }) => ofSixty))
  return Array.from({ length: rounds }, (_, round) => journeys.filter(({ ofSixty }) => ofSixty > round)).flat()
}

function nth(deck: readonly Journey[], index: number): Journey {
  const journey = deck[index % deck.length]
  if (!journey) throw new Error('there are no journeys')
  return journey
}
