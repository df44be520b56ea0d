import { expect, test } from 'vitest'
import { deliveryAfter, isServerTrouble } from './delivery.ts'

const failed = (code: string, responseCode?: number) =>
  Object.assign(new Error('no'), { code, ...(responseCode && { responseCode }) })

const rcptRefused = failed('EENVELOPE', 550)
const textRefused = failed('EMESSAGE', 554)
const busy = failed('EMESSAGE', 451)
const noAddress = failed('EENVELOPE')
const unreachable = failed('ESOCKET')
const lost = failed('ECONNECTION')
const closing = failed('ECONNECTION', 421)
const wrongPassword = failed('EAUTH', 535)
const aborted = failed('EABORT')

test.each([
  ['an address that the server does not know is refused', rcptRefused, false, { status: 'refused', code: 550 }],
  ['a text that the server does not want is refused', textRefused, true, { status: 'refused', code: 554 }],
  ['an address that is none is refused', noAddress, false, { status: 'refused', code: 553 }],
  ['a busy mailbox is tried again later', busy, true, { status: 'later', inMilliseconds: 5_000 }],
  ['a server out of reach is tried again soon', unreachable, false, { status: 'later', inMilliseconds: 1_000 }],
  [
    'a server that lets nobody in is tried again soon',
    wrongPassword,
    false,
    { status: 'later', inMilliseconds: 1_000 },
  ],
  [
    'a connection lost before the text began is tried again soon',
    lost,
    false,
    { status: 'later', inMilliseconds: 1_000 },
  ],
  ['time that was up before the text began is no attempt', aborted, false, { status: 'later', inMilliseconds: 1_000 }],
  ['a connection lost within the text leaves us in the dark', lost, true, { status: 'unknown' }],
  ['a server that closes within the text leaves us in the dark', closing, true, { status: 'unknown' }],
  ['time that was up within the text leaves us in the dark', aborted, true, { status: 'unknown' }],
  ['what is no error at all leaves us in the dark', 'what?', true, { status: 'unknown' }],
])('%s', (_, error, begun, delivery) => {
  expect(deliveryAfter(error, begun)).toEqual(delivery)
})

test('a letter that is refused says nothing against the server', () => {
  expect([rcptRefused, textRefused, busy, noAddress].map(isServerTrouble)).toEqual([false, false, false, false])
  expect([unreachable, lost, closing, wrongPassword, aborted].map(isServerTrouble)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ])
})
