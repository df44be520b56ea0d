import { OrderCancelled, OrderConfirmed, OrderRejected, OrderRequested, OrderValidated } from '@saga-shop/contracts'
import { count, dossiers, has, ofOrder } from './dossiers.ts'
import { checkEach, type Invariant, together, unless } from './invariant.ts'

/** From the basket's books to the order's: nothing falls between them, nothing comes out of nothing. */
export const everyCheckoutIsOneOrder: Invariant = {
  name: 'Every accepted checkout is exactly one order',
  check: (evidence) => {
    const requests = evidence.journals.basket.outbox.filter(({ type }) => type === OrderRequested.type)
    const known = new Map(requests.map(({ key }) => [key, 0]))
    for (const { key } of requests) known.set(key, (known.get(key) ?? 0) + 1)
    const orders = new Set(evidence.orders.map(({ id }) => id))
    return together(
      checkEach(
        known,
        ([id]) => ofOrder({ id }),
        ([id, times]) => [
          ...unless(orders.has(id), () => 'was requested, and the order service has no such order'),
          ...unless(times === 1, () => `was requested ${times} times`),
        ],
      ),
      {
        ...checkEach(evidence.orders, ofOrder, ({ id }) => unless(known.has(id), () => 'nobody checked it out')),
        checked: 0,
      },
    )
  },
}

/** Validated or rejected: a customer gets one answer. */
export const everyRequestIsDecidedOnce: Invariant = {
  name: 'Every requested order is validated or rejected, once',
  check: (evidence) =>
    checkEach(dossiers(evidence).values(), ofOrder, (dossier) => {
      const [validated, rejected] = [count(dossier, OrderValidated), count(dossier, OrderRejected)]
      return unless(validated + rejected === 1, () => `was validated ${validated} and rejected ${rejected} times`)
    }),
}

/** A request that was granted was told the id of the event that it leads to. */
export const everyAnswerIsKept: Invariant = {
  name: 'Every granted request announced what its answer said',
  check: ({ journals }) =>
    together(
      ...Object.entries(journals).map(([service, { commands, outbox }]) => {
        const announced = new Map(outbox.map(({ id, causationId }) => [id, causationId]))
        return checkEach(
          commands,
          ({ id }) => `${service}, request ${id}`,
          ({ id, token }) =>
            unless(
              token === undefined || announced.get(token) === id,
              () => `its token ${token} is no event that it caused`,
            ),
        )
      }),
    ),
}

/** What is kept aside comes back when its order is rejected, and goes when it is not. */
export const everyBasketIsDecided: Invariant = {
  name: 'No basket keeps anything aside for an order that was decided',
  check: (evidence) => {
    const aside = new Set(evidence.aside)
    const decided = [...dossiers(evidence).values()].filter((order) => decisions.some((kind) => has(order, kind)))
    return checkEach(decided, ofOrder, ({ id }) =>
      unless(!aside.has(id), () => 'was decided, and its items still lie aside in a basket'),
    )
  },
}

const decisions = [OrderRejected, OrderConfirmed, OrderCancelled]
