import { Misunderstood } from '@saga-shop/local'
import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test('tries the shop on this machine, unless told otherwise', () => {
  expect(readCommandLine([])).toMatchObject({ where: { on: 'local' }, json: false })
  expect(readCommandLine(['--on', 'docker', '--json'])).toEqual({ where: { on: 'docker' }, json: true })
})

test('says what is wrong', () => {
  expect(() => readCommandLine(['--user', 'email'])).toThrow(Misunderstood)
  expect(() => readCommandLine(['--on', 'the moon'])).toThrow(Misunderstood)
})
