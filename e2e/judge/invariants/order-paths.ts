import {
  finalStates,
  OrderCancelled,
  type OrderCause,
  OrderConfirmed,
  OrderRejected,
  OrderRequested,
  type OrderState,
  OrderValidated,
  type Transition,
  transitions,
} from '@saga-shop/contracts'
import { type Dossier, dossiers, first, has, ofOrder } from './dossiers.ts'
import { kindOn } from './events.ts'
import { checkEach, type Invariant, unless } from './invariant.ts'

type State = OrderState | 'requested'

/** Events of different topics come in any order, so any path will do, as long as it has these causes and announces just this. */
export const everyOrderFollowsTheAutomaton: Invariant = {
  name: "Every order's events are a path of the automaton, and lead to where it stands",
  check: (evidence) => {
    const endsOf = memory(possibleEnds)
    return checkEach(withOrder(dossiers(evidence).values()), ofOrder, (dossier) => {
      const told = dossier.events.map(({ topic }) => kindOn(topic)?.type ?? topic).sort()
      const ends = endsOf([...told, first(dossier, OrderCancelled)?.reason].join(), dossier)
      return unless(
        ends.has(dossier.order.status),
        () => `is ${dossier.order.status}, to where nothing leads from ${told.join(', ')}`,
      )
    })
  },
}

/** Nobody is left waiting: for goods, for money, or for a word. */
export const everyOrderIsSettled: Invariant = {
  name: 'Every order has come to an end, with goods and money where they belong',
  check: ({ orders }) => {
    const final = new Set<string>(finalStates)
    return checkEach(orders, ofOrder, ({ status, goods, money }) => [
      ...unless(final.has(status), () => `is still ${status}`),
      ...unless(goods !== 'under way', () => `is ${status}, and its goods are still under way`),
      ...unless(
        status === 'delivered' || (money !== 'due' && money !== 'unknown'),
        () => `is ${status}, and its refund is still ${money}`,
      ),
    ])
  },
}

const decisions = [OrderValidated, OrderRejected, OrderConfirmed, OrderCancelled]
const causes = new Set(transitions.map(({ cause }) => cause))

/** The states in which an order with these events can be. */
function possibleEnds(dossier: Dossier): ReadonlySet<string> {
  const heard = new Set<OrderCause>([...causes].filter((cause) => typeof cause !== 'string' && has(dossier, cause)))
  const cancelledFor = first(dossier, OrderCancelled)?.reason
  if (cancelledFor === 'CUSTOMER') heard.add('cancel')
  if (cancelledFor === 'PAYMENT_OVERDUE') heard.add('overdue')
  const announced = new Set(decisions.filter((kind) => has(dossier, kind)))
  const ends = new Set<string>()
  walk('requested', heard, announced, ends)
  return ends
}

/** Walks every path that hears all of `causes` and announces all of `due`, and collects where they end. */
function walk(state: State, causes: ReadonlySet<OrderCause>, due: ReadonlySet<unknown>, ends: Set<string>) {
  if (causes.size === 0 && due.size === 0) ends.add(state)
  for (const cause of causes) {
    if (!mayComeNow(cause, state, due)) continue
    const rest = new Set([...causes].filter((other) => other !== cause))
    const moves = transitions.filter((move) => move.cause === cause && move.from.includes(state))
    if (moves.length === 0) walk(state, rest, due, ends)
    for (const move of moves) {
      if (isDue(move, due)) walk(move.to, rest, new Set([...due].filter((kind) => kind !== move.announces)), ends)
    }
  }
}

const isDue = ({ announces }: Transition, due: ReadonlySet<unknown>) => announces === undefined || due.has(announces)

/** Nothing comes before what it follows from: payment before the validation, shipping before the confirmation. */
function mayComeNow(cause: OrderCause, state: State, due: ReadonlySet<unknown>) {
  if (cause === OrderRequested) return true
  if (typeof cause === 'string') return state !== 'requested'
  return state !== 'requested' && !due.has(cause.owner === 'shipping' ? OrderConfirmed : OrderValidated)
}

function* withOrder(all: Iterable<Dossier>) {
  for (const dossier of all) if (dossier.order) yield { ...dossier, order: dossier.order }
}

/** Most orders have the same life: each is worked out once. */
function memory<Argument, Result>(work: (argument: Argument) => Result) {
  const known = new Map<string, Result>()
  return (name: string, argument: Argument): Result => {
    const result = known.get(name) ?? work(argument)
    known.set(name, result)
    return result
  }
}
