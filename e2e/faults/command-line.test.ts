import { describe, expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

describe('the command line', () => {
  test('needs no words', () => {
    expect(readCommandLine([])).toMatchObject({ faults: 30, seed: 1, patience: 60, only: undefined, json: false })
  })
  test('chooses kinds by name', () => {
    expect(readCommandLine(['--only', 'kill relay,half-open'])).toMatchObject({ only: ['kill relay', 'half-open'] })
  })
  test.for([
    ['--faults', 'many'],
    ['--faults', '0'],
    ['--seed', '-1'],
    ['--only', 'earthquake'],
    ['--schedule', 'nowhere.json'],
    ['--stack', 'a/b'],
    ['--rate', '0.5'],
  ])('is refused with %s %s, and a word about it', ([option = '', value = '']) => {
    expect(() => readCommandLine([`${option}=${value}`])).toThrow(option)
  })
})
