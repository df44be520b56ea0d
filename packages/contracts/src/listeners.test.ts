import { expect, test } from 'vitest'
import { events, OrderRequested } from './events.gen.ts'
import { heardBy, listenersOf, services } from './listeners.ts'

test.each(events)('$type is heard by someone', (kind) => expect(listenersOf(kind)).not.toEqual([]))

test.each(services)('%s listens to nothing of its own, and to nothing twice', (service) => {
  expect(heardBy(service).filter(({ owner }) => owner === service)).toEqual([])
  expect(new Set(heardBy(service)).size).toBe(heardBy(service).length)
})

test('personal data reaches those who deliver and write, and the order service, and nobody else', () => {
  expect(listenersOf(OrderRequested)).toEqual(['order', 'shipping', 'email'])
})
