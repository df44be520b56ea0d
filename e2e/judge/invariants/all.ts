import { noEventTwice, orderIsKept, outboxIsTopic } from './announcements.ts'
import { theBankHoldsWhatWasDelivered } from './balance.ts'
import { everyCauseExists, everyIdFollowsFromItsCause } from './causes.ts'
import {
  everyAnswerIsKept,
  everyBasketIsDecided,
  everyCheckoutIsOneOrder,
  everyRequestIsDecidedOnce,
} from './checkouts.ts'
import { everyInboxIsExact, everyTopicIsHeardToItsEnd, noCallIsOwed, nothingWaitsForEver } from './hearing.ts'
import type { Invariant } from './invariant.ts'
import { everyLetterArrivesOnce, everyLetterIsWrittenOnce } from './letters.ts'
import {
  everyTotalIsItsLines,
  moneyIsWhereItBelongs,
  noOrderIsChargedTwice,
  paymentSaysWhatTheBankDid,
} from './money.ts'
import {
  paymentIsAnswered,
  refundsAreAnnounced,
  rejectedIsOver,
  returnsHaveTheirReason,
  shippingIsAnswered,
} from './order-answers.ts'
import { everyOrderFollowsTheAutomaton, everyOrderIsSettled } from './order-paths.ts'
import { everyParcelEndsOnce, shippingSaysWhatTheCarrierDid } from './parcels.ts'
import { personalDataStaysWhereItBelongs } from './personal-data.ts'
import { positionsOnlyMoveOn } from './positions.ts'
import { everyHeaderIsThere, everyKeyIsItsSubject, everyKeyKeepsItsPartition, everyRecordDecodes } from './records.ts'
import { everyOutboxIsFollowed, noAnswerIsOwed, nothingIsParked, theShopComesToRest } from './standing.ts'
import { goodsAreWhereShippingSays, noUnitIsLostOrMadeUp, stockIsWhereOrdersSay } from './stock.ts'
import { everySubjectIsCompatible } from './subjects.ts'
import { addressesAreWhatWasGiven, offersAreAReplay, rowsAreWhatWasAnnounced } from './views.ts'

/** What the shop promises, by whom it concerns. */
export const invariants: Readonly<Record<string, readonly Invariant[]>> = {
  Orders: [
    everyCheckoutIsOneOrder,
    everyRequestIsDecidedOnce,
    everyAnswerIsKept,
    everyBasketIsDecided,
    everyOrderFollowsTheAutomaton,
    everyOrderIsSettled,
    paymentIsAnswered,
    shippingIsAnswered,
    returnsHaveTheirReason,
    rejectedIsOver,
    refundsAreAnnounced,
  ],
  Money: [
    everyTotalIsItsLines,
    noOrderIsChargedTwice,
    paymentSaysWhatTheBankDid,
    moneyIsWhereItBelongs,
    theBankHoldsWhatWasDelivered,
  ],
  Goods: [
    noUnitIsLostOrMadeUp,
    stockIsWhereOrdersSay,
    goodsAreWhereShippingSays,
    everyParcelEndsOnce,
    shippingSaysWhatTheCarrierDid,
  ],
  Letters: [everyLetterIsWrittenOnce, everyLetterArrivesOnce],
  Events: [
    outboxIsTopic,
    orderIsKept,
    noEventTwice,
    everyCauseExists,
    everyIdFollowsFromItsCause,
    everyRecordDecodes,
    everyKeyIsItsSubject,
    everyKeyKeepsItsPartition,
    everyHeaderIsThere,
    everySubjectIsCompatible,
    everyTopicIsHeardToItsEnd,
    everyInboxIsExact,
    nothingWaitsForEver,
    noCallIsOwed,
    positionsOnlyMoveOn,
  ],
  Views: [offersAreAReplay, rowsAreWhatWasAnnounced, addressesAreWhatWasGiven],
  'Personal data': [personalDataStaysWhereItBelongs],
  Rest: [theShopComesToRest, everyOutboxIsFollowed, noAnswerIsOwed, nothingIsParked],
}
