import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test('it records three quarters of a minute, with orders of all kinds', () => {
  expect(readCommandLine([])).toMatchObject({
    ...{ seconds: 45, orders: 40, out: '.local/recording.json', pages: undefined },
  })
  expect(readCommandLine(['--seconds', '5', '--orders', '0', '--pages', 'out'])).toMatchObject({
    ...{ seconds: 5, orders: 0, pages: 'out' },
  })
})
test.each([[['--seconds', '0']], [['--orders', 'many']], [['--what']], [['extra']]])(
  'it says what is wrong with %j',
  (words) => {
    expect(() => readCommandLine(words)).toThrow()
  },
)
