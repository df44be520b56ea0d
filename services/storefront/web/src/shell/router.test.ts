import { expect, test } from 'vitest'
import { readPlace } from './place.ts'

test.each([
  ['/', { page: 'shop' }],
  ['/map', { page: 'map' }],
  ['/orders/7f3a?with=02bd', { page: 'orders', id: '7f3a' }],
  ['#/owed', { page: 'owed' }],
  ['/wherever', { page: 'nowhere' }],
])('%s is a place', (path, place) => expect(readPlace(path)).toMatchObject(place))

test('an address says what is compared with what', () => {
  expect(readPlace('/orders/7f3a?with=02bd').query.get('with')).toBe('02bd')
})
