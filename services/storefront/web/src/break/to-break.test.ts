import { expect, test } from 'vitest'
import { toBreak } from './to-break.ts'

test('what mends a thing is not offered as a thing to break', () => {
  const things = [
    { id: 'stop-order', undo: 'start-order' },
    { id: 'start-order', undo: null },
    { id: 'repeat-events', undo: null },
  ]
  expect(toBreak(things).map(({ id }) => id)).toEqual(['stop-order', 'repeat-events'])
})
