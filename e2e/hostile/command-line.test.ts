import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test('without words it is a short run', () => {
  expect(readCommandLine([])).toEqual({ requests: 1_000, payloads: 10_000, seed: 1, name: 'hostile' })
})

test('numbers can be said', () => {
  expect(readCommandLine(['--requests', '5', '--payloads', '0', '--seed', '9'])).toMatchObject({
    requests: 5,
    payloads: 0,
    seed: 9,
  })
})

test.each([
  [['--requests', 'many'], '--requests many: a whole number up to 9999999.'],
  [['--stack', '../x'], '--stack ../x: letters, digits, - and _ only.'],
  [['--reqests', '5'], 'npm run hostile'],
])('%j makes no sense', (words, why) => {
  expect(() => readCommandLine(words)).toThrow(why)
})
