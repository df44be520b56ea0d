import { OrderRequested } from '@saga-shop/contracts'
import { checkEach, type Invariant, placeOf, together, unless } from './invariant.ts'

/** Names and addresses travel in one event, and are kept by those who write and deliver. */
export const personalDataStaysWhereItBelongs: Invariant = {
  name: 'Names and addresses are nowhere but in OrderRequested, email and shipping',
  check: ({ traces, records }) => {
    const strayed = records.filter(({ topic, personal }) => personal && topic !== OrderRequested.topic)
    const isThere = records.some(({ personal }) => personal)
    return {
      ...together(
        checkEach(
          traces,
          ({ place }) => place,
          ({ place, found }) =>
            unless(found === 0 || permitted.test(place), () => `was found to hold them ${found} times`),
        ),
        { ...checkEach(strayed, placeOf, () => ['holds them']), checked: records.length },
      ),
      notes: isThere
        ? []
        : ['no customer of this shop has a canary in name and address: there was nothing to be found'],
    }
  },
}

const requested = OrderRequested.topic.replaceAll('.', '\\.')

/** Basket announces them; email writes letters, shipping books parcels; and what was parked is kept as it came, and as it went. */
const permitted = new RegExp(
  `^table (${[
    `basket\\.outbox ${requested}`,
    `email\\.(correspondences|intents|parking_history [\\w.-]+)`,
    `shipping\\.(shipments|intents|parking_history [\\w.-]+)`,
    `\\w+\\.(parked|parking_history) ${requested}`,
  ].join('|')})$`,
)
