import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test('asks for the list, unless told otherwise', () => {
  expect(readCommandLine([])).toMatchObject({ does: 'list', where: { on: 'local' } })
  expect(readCommandLine(['list', '--stack', './mine'])).toMatchObject({ where: { on: 'local', folder: './mine' } })
  expect(readCommandLine(['list', '--on', 'docker'])).toEqual({ does: 'list', where: { on: 'docker' } })
})

test.each([
  ['sent', 'sent'],
  ['again', 'send-again'],
])('tells of a letter: %s', (verb, said) => {
  expect(readCommandLine([verb, 'e1', '--by', 'Grace'])).toMatchObject({
    does: 'tell',
    said,
    eventId: 'e1',
    by: 'Grace',
  })
})

test('says what is wrong', () => {
  expect(() => readCommandLine(['sent'])).toThrow('event id is missing')
  expect(() => readCommandLine(['burn', 'e1'])).toThrow('burn')
  expect(() => readCommandLine(['sent', 'e1', 'e2'])).toThrow('e2')
  expect(() => readCommandLine(['--soon'])).toThrow('--soon')
})
