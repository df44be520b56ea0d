import { expect, test } from 'vitest'
import type { MapService } from '../../../src/api.ts'
import { announcerWords, listenerWords, troubleOf } from './figures.ts'

const order: MapService = {
  ...{ name: 'order', ready: true, why: null, heardPerSecond: 12.4, announcedPerSecond: 3.25 },
  ...{ lag: 7, outboxAgeSeconds: 0, parked: 0, owed: 4, overdue: 0 },
}
const silent: MapService = {
  ...{ name: 'order', ready: false, why: null, heardPerSecond: null, announcedPerSecond: null },
  ...{ lag: null, outboxAgeSeconds: null, parked: null, owed: null, overdue: null },
}

test('who announces shows its rate, and how long its outbox has waited for the relay', () => {
  expect(announcerWords(order)).toBe('3.3/s · outbox empty')
  expect(announcerWords({ ...order, outboxAgeSeconds: 2.5 })).toBe('3.3/s · outbox 2.5 s')
  expect(announcerWords({ ...order, outboxAgeSeconds: null })).toBe('3.3/s · outbox ?')
})

test('who listens shows what it has not heard, and before its rate what waits for a person or is overdue', () => {
  expect(listenerWords(order)).toBe('lag 7 · 12/s')
  expect(listenerWords({ ...order, parked: 2, overdue: 1 })).toBe('lag 7 · 2 parked · 1 overdue')
})

test('who does not answer says so, and invents no figures', () => {
  expect(troubleOf(order)).toBeUndefined()
  expect(troubleOf(silent)).toBe('not ready')
  expect(troubleOf({ ...silent, missing: { missing: 'gone', service: 'order', because: 'late' } })).toBe(
    'does not answer',
  )
  expect(listenerWords(silent)).toBe('')
})
