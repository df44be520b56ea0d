import { type Promised, runtime, stories } from './promised.ts'

/** What the shop promises. A promise counts when something attacks it. */
export const promises: readonly Promised[] = [
  {
    promise: 'No order is ever lost: what was accepted is announced, whatever dies at which instruction',
    mechanism: [runtime('outbox'), 'services/relay/src/carry.ts'],
    attackedBy: [stories('crash'), stories('crash-points'), 'services/relay/src/relay.integration.test.ts'],
    judgedBy: [
      'What stands in the outboxes stands on the topics, byte for byte, no more',
      'Every accepted checkout is exactly one order',
    ],
  },
  {
    promise: 'Nothing is applied twice, however often it comes',
    mechanism: [runtime('inbox'), runtime('announcements'), runtime('commands')],
    attackedBy: [runtime('react.integration.test'), 'services/order/src/any-order.test.ts'],
    judgedBy: ['Every inbox holds exactly the events of its topics', 'Every event id follows from its cause'],
  },
  {
    promise: 'Nothing is skipped: a gap in the log stops its partition, loudly',
    mechanism: [runtime('positions'), runtime('listening/listener'), runtime('watching/standing')],
    attackedBy: [runtime('listening/listener.integration.test'), runtime('watching/watching.integration.test')],
    judgedBy: [
      'Every service stands at the end of every partition that it listens to',
      'No position ever went back, or behind the end of the log',
    ],
  },
  {
    promise: 'No order is charged twice, and money comes back whole and once',
    mechanism: [runtime('intents/intent-rows'), 'services/payment/src/payment.ts'],
    attackedBy: [stories('money'), stories('cancelling'), 'services/payment/src/any-order.test.ts'],
    judgedBy: [
      'No order is charged twice, or anything but its total',
      'Money is kept for what was delivered, and goes back whole and once otherwise',
    ],
  },
  {
    promise: 'No letter is sent twice; one whose end nobody knows is a case for a person',
    mechanism: ['services/email/src/correspondence.ts', 'services/email/src/send-letters.ts'],
    attackedBy: [stories('letters'), 'services/email/src/any-order.test.ts'],
    judgedBy: ['No letter arrives twice, at a wrong address, or not at all'],
  },
  {
    promise: 'No order is left hanging: every answer is owed by somebody, within a time',
    mechanism: [runtime('deadlines/moves'), runtime('deadlines/ticker')],
    attackedBy: ['e2e/owed/overdue.e2e.test.ts', runtime('deadlines/deadlines.integration.test')],
    judgedBy: [
      'No answer is owed any more, and none is overdue',
      'Every order has come to an end, with goods and money where they belong',
    ],
  },
  {
    promise: 'Goods go back on the shelf exactly once',
    mechanism: ['services/order/src/stock.ts'],
    attackedBy: ['services/order/src/stock.test.ts', stories('cancelling')],
    judgedBy: [
      'Of each product, what was stocked is available, reserved or gone',
      'Goods of ended orders are back on the shelf, unless the carrier lost them',
    ],
  },
  {
    promise: 'The order in which news comes does not matter, across topics and instances',
    mechanism: [runtime('early'), 'services/order/src/order.ts'],
    attackedBy: ['services/order/src/any-order.test.ts', 'services/shipping/src/any-order.test.ts', stories('delays')],
    judgedBy: [
      'Payments and shipments stand where a replay of their events would put them',
      'No event waits for what it is about',
    ],
  },
  {
    promise: 'An event that cannot be processed stops its order, and nobody else',
    mechanism: [runtime('deciding'), runtime('parking/redrive')],
    attackedBy: [
      'e2e/parked/garbage.e2e.test.ts',
      'e2e/hostile/hostile.e2e.test.ts',
      runtime('parking/parking.integration.test'),
    ],
    judgedBy: ['Nothing waits for a person: no event, and no outside call, is parked'],
  },
  {
    promise: 'The relay repeats nothing and leaves nothing out, and says so when it cannot go on',
    mechanism: ['services/relay/src/carry.ts', 'services/relay/src/halt.ts', 'services/relay/src/rebuild'],
    attackedBy: [
      'services/relay/src/standby.integration.test.ts',
      'services/relay/src/halt.integration.test.ts',
      'services/relay/src/rebuild/rebuild.integration.test.ts',
    ],
    judgedBy: [
      'No event stands on a topic twice',
      'The events of a key stand on their topic in the order they were announced in',
    ],
  },
  {
    promise: 'Too much is refused at once, and what was accepted is finished',
    mechanism: [runtime('http/admission'), 'services/basket/src/orders-under-way.ts'],
    attackedBy: [
      'e2e/overload/overload.e2e.test.ts',
      runtime('http/overload.test'),
      runtime('http/requests.integration.test'),
      'services/basket/src/orders-under-way.integration.test.ts',
    ],
    judgedBy: ['The shop came to rest in the time it was given'],
  },
  {
    promise: 'Only the owner of an event can announce it',
    mechanism: ['packages/contracts/src/permissions.ts'],
    attackedBy: [stories('permissions')],
    judgedBy: ['Every record has the headers of a CloudEvent, from the owner of its topic'],
  },
  {
    promise: 'Nobody may do more than is written down, on Kafka or in a database',
    mechanism: ['packages/contracts/src/permission-matrix.ts', 'infra/local/src/postgres-roles.ts'],
    attackedBy: [stories('permissions'), stories('database-rights')],
    judgedBy: [],
  },
  {
    promise: 'A service that runs away slows itself down, and not the others',
    mechanism: ['packages/contracts/src/quotas.ts'],
    attackedBy: [stories('runaway')],
    judgedBy: ['The shop came to rest in the time it was given'],
  },
  {
    promise: 'Where a customer lives is known only to those who must know',
    mechanism: ['services/shipping/src/shipment.ts', 'services/email/src/correspondence.ts'],
    attackedBy: ['services/shipping/src/any-order.test.ts', 'services/email/src/correspondence.test.ts'],
    judgedBy: ['Names and addresses are nowhere but in OrderRequested, email and shipping'],
  },
  {
    promise: 'A page is never older than the letter that leads to it, or says that it is',
    mechanism: [runtime('reading-own-writes')],
    attackedBy: [stories('delays')],
    judgedBy: ['Every event that a customer wants to know of is a letter, once'],
  },
  {
    promise: 'A database that is restored catches up by itself, and does nothing twice that it has forgotten',
    mechanism: [runtime('restoring/restored'), runtime('restoring/replay'), runtime('restoring/recollection')],
    attackedBy: ['e2e/restoring/restore.e2e.test.ts', runtime('restoring/restoring.integration.test')],
    judgedBy: [
      'No event stands on a topic twice',
      'Payment announces what the bank did',
      'No letter arrives twice, at a wrong address, or not at all',
    ],
  },
  {
    promise: 'A view can be made anew from the log at any time, and nobody is charged or written to by that',
    mechanism: [runtime('rebuilding/beside'), runtime('rebuilding/hear-again')],
    attackedBy: [stories('rebuild'), runtime('rebuilding/rebuilding.integration.test')],
    judgedBy: ["Basket's products are what a replay of every change makes of them"],
  },
]
