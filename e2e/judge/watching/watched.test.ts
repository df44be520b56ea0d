import { expect, test } from 'vitest'
import { watchBook } from './watched.ts'

const at = { service: 'order', topic: 'payment.order-refunded.v1', partition: 2, end: 10 } as const

test('a position that moves on within the log is as it should be', () => {
  const book = watchBook()
  for (const offset of [0, 0, 4, 10]) book.see({ ...at, offset })
  book.see({ ...at, partition: 1, offset: 3 })
  expect(book.watched).toEqual({ sightings: 5, astray: [] })
})

test('a position that goes back is kept, with where it was', () => {
  const book = watchBook()
  for (const offset of [4, 3, 4]) book.see({ ...at, offset })
  expect(book.watched.astray).toEqual([{ ...at, offset: 3, before: 4 }])
})

test('a position behind the end of the log is kept', () => {
  const book = watchBook()
  book.see({ ...at, offset: 11 })
  expect(book.watched.astray).toEqual([{ ...at, offset: 11 }])
})

test('a service that was restored may stand where it stood before, once', () => {
  const book = watchBook()
  book.see({ ...at, offset: 9 })
  book.forget('order')
  for (const offset of [4, 9]) book.see({ ...at, offset })
  expect(book.watched.astray).toEqual([])
  book.see({ ...at, offset: 8 })
  expect(book.watched.astray).toHaveLength(1)
})
