import type { Trials } from '../api.ts'

/** What the stand-ins of bank and carrier do on which card and postcode; a test holds this against them. */
export const trials: Trials = {
  cards: [
    { value: 'card_approve', does: 'The bank charges it.' },
    { value: 'card_decline', does: 'The bank declines it: the order is cancelled, and the stock is back.' },
    { value: 'card_insufficient_funds', does: 'Declined, for want of money.' },
    {
      value: 'card_timeout_after_charge',
      does: 'Charged, but the bank never says so: it is asked, not charged again.',
    },
    { value: 'card_answer_twice', does: 'The bank says it twice; it counts once.' },
    { value: 'card_answer_late', does: 'The bank takes long to answer.' },
  ],
  postcodes: [
    { value: '20095', does: 'Somebody is at home.' },
    { value: '10001', does: 'Nobody is at home the first time.' },
    { value: '10003', does: 'Nobody is ever at home: it comes back, and so does the money.' },
    { value: '10009', does: 'The carrier loses the parcel.' },
  ],
}
