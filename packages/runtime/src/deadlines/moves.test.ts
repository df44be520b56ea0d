import { OrderRefunded, OrderValidated } from '@saga-shop/contracts'
import { expect, test } from 'vitest'
import { announcements } from '../announcements.ts'
import type { Cause } from '../cause.ts'
import { command } from '../cause.ts'
import { intent } from '../intents/intent.ts'
import { deadline } from './deadline.ts'
import { type Decided, declare, movesOf } from './moves.ts'

const Ask = command('ask')
const Call = intent<object, object>('call')
const order = 'one'
const fact = { key: order, data: {} }

const Answer = deadline({
  name: 'answer',
  by: 'us',
  owes: 'an answer',
  starts: [Ask, Call, OrderValidated],
  ends: [OrderRefunded, Call.answered],
}).within(1_000)
const deadlines = declare([Answer])

/** A cause with what followed from it: events that were announced, calls that were intended. */
function decided(name: string, ...consequences: string[]): Decided {
  const cause: Cause = { id: '5f0f3b0e-6a7c-4d4a-8f0a-0d9c0d1f0001', name, key: order, data: {}, correlationId: order }
  const kinds = [OrderValidated, OrderRefunded].filter(({ topic }) => consequences.includes(topic))
  const facts = kinds.map((kind) => ({ ...fact, kind }))
  const announced = announcements(cause, facts, () => Buffer.alloc(0))
  const calls = consequences.filter((consequence) => consequence === Call.name)
  return {
    cause,
    entity: order,
    announced,
    owed: calls.map(() => ({ intent: Call.of({ key: order, entity: order, body: {} }), cause })),
    waits: undefined,
    changes: true,
  }
}

const comesTo = (...all: Decided[]) =>
  [...movesOf(all, deadlines).values()].map(({ startedBy }) => (startedBy ? 'runs' : 'ended'))

test('what neither starts nor ends anything moves nothing', () => {
  expect(comesTo(decided('something'), decided('something', 'else'))).toEqual([])
})

test.each([
  ['heard', decided(Ask.name)],
  ['announced', decided('something', OrderValidated.topic)],
  ['intended', decided('something', Call.name)],
])('a deadline starts with what is %s', (_, cause) => expect(comesTo(cause)).toEqual(['runs']))

test.each([
  ['heard', decided(Call.answered.name)],
  ['announced', decided('something', OrderRefunded.topic)],
])('a deadline ends with what is %s', (_, cause) => expect(comesTo(cause)).toEqual(['ended']))

test('what a cause starts and ends by itself was never owed', () => {
  expect(comesTo(decided(Ask.name, OrderRefunded.topic))).toEqual([])
})

test('what a cause ends, and owes anew, is owed', () => {
  expect(comesTo(decided(Call.answered.name, Call.name))).toEqual(['runs'])
})

test('of several causes the last has the last word', () => {
  expect(comesTo(decided(Ask.name), decided(Call.answered.name))).toEqual(['ended'])
  expect(comesTo(decided(Call.answered.name), decided(Ask.name))).toEqual(['runs'])
})

test('what comes too early to be decided on moves nothing yet', () => {
  expect(comesTo({ ...decided(Ask.name), waits: true })).toEqual([])
})

test('what was seen before, or comes too late, owes nothing', () => {
  expect(comesTo({ ...decided(Ask.name), changes: false })).toEqual([])
  expect(comesTo({ ...decided(Call.answered.name), changes: false })).toEqual(['ended'])
})

test('a deadline is started by the event that starts it, so what follows from it has the same ids anywhere', () => {
  const cause = decided('something', OrderValidated.topic)
  expect([...movesOf([cause], deadlines).values()][0]?.startedBy).toBe(cause.announced[0]?.id)
})
