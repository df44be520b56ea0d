import type { Bug } from '../self-test/bug.ts'
import { ackOnException } from './ack-on-exception.ts'
import { announcesAfterCommit } from './announces-after-commit.ts'
import { answersBeforeCommit } from './answers-before-commit.ts'
import { autoCommit } from './auto-commit.ts'
import { cancelledWhileCharging } from './cancelled-while-charging.ts'
import { confirmsBeforeAck } from './confirms-before-ack.ts'
import { deadlineEndsPaidOrders } from './deadline-ends-paid-orders.ts'
import { earlyEventsDropped } from './early-events-dropped.ts'
import { idempotencyKeyIgnored } from './idempotency-key-ignored.ts'
import { inboxInAnotherTransaction } from './inbox-in-another-transaction.ts'
import { lastWriteWins } from './last-write-wins.ts'
import { lateStatusOverwrites } from './late-status-overwrites.ts'
import { leaseShorterThanCall } from './lease-shorter-than-call.ts'
import { letterRetriedBlind } from './letter-retried-blind.ts'
import { mailsOnEveryDelivery } from './mails-on-every-delivery.ts'
import { moneyInFloats } from './money-in-floats.ts'
import { noGapCheck } from './no-gap-check.ts'
import { noIdempotencyKey } from './no-idempotency-key.ts'
import { noInbox } from './no-inbox.ts'
import { noVersionCheck } from './no-version-check.ts'
import { outcomeWithoutSettling } from './outcome-without-settling.ts'
import { partitionByTurns } from './partition-by-turns.ts'
import { pollerByLastId } from './poller-by-last-id.ts'
import { positionBeforeCommit } from './position-before-commit.ts'
import { randomEventIds } from './random-event-ids.ts'
import { refundOnEveryReturn } from './refund-on-every-return.ts'
import { relayGivesUp } from './relay-gives-up.ts'
import { relayRepeatsItself } from './relay-repeats-itself.ts'
import { reservationLeak } from './reservation-leak.ts'
import { retryThatReorders } from './retry-that-reorders.ts'
import { silenceMeansNo } from './silence-means-no.ts'
import { stockBackBeforeTheParcel } from './stock-back-before-the-parcel.ts'
import { stockReleasedTwice } from './stock-released-twice.ts'
import { swallowedDecodeError } from './swallowed-decode-error.ts'
import { timerOnTheWallClock } from './timer-on-the-wall-clock.ts'
import { zombieRelay } from './zombie-relay.ts'

/** Every bug that we know how to make, in the order of their names. */
export const bugs: readonly Bug[] = [
  ackOnException,
  announcesAfterCommit,
  answersBeforeCommit,
  autoCommit,
  cancelledWhileCharging,
  confirmsBeforeAck,
  deadlineEndsPaidOrders,
  earlyEventsDropped,
  idempotencyKeyIgnored,
  inboxInAnotherTransaction,
  lastWriteWins,
  lateStatusOverwrites,
  leaseShorterThanCall,
  letterRetriedBlind,
  mailsOnEveryDelivery,
  moneyInFloats,
  noGapCheck,
  noIdempotencyKey,
  noInbox,
  noVersionCheck,
  outcomeWithoutSettling,
  partitionByTurns,
  pollerByLastId,
  positionBeforeCommit,
  randomEventIds,
  refundOnEveryReturn,
  relayGivesUp,
  relayRepeatsItself,
  reservationLeak,
  retryThatReorders,
  silenceMeansNo,
  stockBackBeforeTheParcel,
  stockReleasedTwice,
  swallowedDecodeError,
  timerOnTheWallClock,
  zombieRelay,
]
