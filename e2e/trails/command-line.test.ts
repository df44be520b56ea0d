import { expect, test } from 'vitest'
import { readCommandLine } from './options.ts'

test('it looks at a thousand orders, or as many as are asked for', () => {
  expect(readCommandLine([])).toEqual({ orders: 1_000 })
  expect(readCommandLine(['--orders', '20'])).toEqual({ orders: 20 })
})

test.each([[['--orders', '0']], [['--orders', 'many']], [['--what']], [['extra']]])(
  'it does not understand %j',
  (words) => {
    expect(() => readCommandLine(words)).toThrow()
  },
)
