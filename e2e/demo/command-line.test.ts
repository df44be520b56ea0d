import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test('sixty orders, and then it stays up', () => {
  expect(readCommandLine([])).toMatchObject({ orders: 60, exit: false, name: 'default' })
})

test('it does what it is asked for', () => {
  expect(readCommandLine(['--orders', '200', '--exit'])).toMatchObject({ orders: 200, exit: true, name: 'default' })
  expect(readCommandLine(['--no-orders', '--stack', 'two'])).toMatchObject({ orders: 0, exit: false, name: 'two' })
  expect(readCommandLine(['--on', 'docker'])).toMatchObject({ on: 'docker' })
})

test.each([
  [['--orders', 'many']],
  [['--orders', '0']],
  [['--orders=-1']],
  [['--stack', '../etc']],
  [['--fast']],
  [['--on', 'the moon']],
  [['now']],
])('it says what is wrong with %s', (words) => {
  expect(() => readCommandLine(words)).toThrow(words[0]?.slice(0, 6) ?? '')
})
