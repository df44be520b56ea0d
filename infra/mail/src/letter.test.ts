import { expect, test } from 'vitest'
import { lettersIn } from './letter.ts'
import { mannerOf } from './test-addresses.ts'

const message = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const envelope = { from: 'shop@example.com', to: ['ada@example.com'] }

test('a letter tells which order and which event it is about', async () => {
  const wire = message(
    'Message-ID: <1@shop>',
    'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
    'X-Order-Id: o1',
    'X-Event-Id: e1',
    '',
    'Hello Ada',
  )
  expect(await lettersIn(wire, envelope, 5)).toEqual([
    {
      to: 'ada@example.com',
      from: 'shop@example.com',
      messageId: '<1@shop>',
      subject: 'Grüße',
      text: 'Hello Ada\n',
      orderId: 'o1',
      eventId: 'e1',
      headers: { 'message-id': '<1@shop>', subject: expect.any(String), 'x-order-id': 'o1', 'x-event-id': 'e1' },
      receivedAt: 5,
    },
  ])
})

test('a message to two people is a letter in each mailbox', async () => {
  const letters = await lettersIn(message('Subject: Hi', '', ''), { ...envelope, to: ['a@x.com', 'b@x.com'] }, 0)
  expect(letters.map(({ to }) => to)).toEqual(['a@x.com', 'b@x.com'])
})

test('a header that stands twice is kept twice', async () => {
  const [letter] = await lettersIn(message('X-Tag: one', 'x-tag: two', '', ''), envelope, 0)
  expect(letter?.headers).toEqual({ 'x-tag': 'one, two' })
})

test.each([
  ['ada@example.com', 'takes'],
  ['bounce@example.com', 'bounces'],
  ['Bounce+ada@example.com', 'bounces'],
  ['bouncer@example.com', 'takes'],
  ['busy+1@example.com', 'busy'],
  ['hang-up@example.com', 'hangs up'],
])('%s %s', (address, manner) => {
  expect(mannerOf(address)).toBe(manner)
})
