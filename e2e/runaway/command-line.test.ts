import { Misunderstood } from '@saga-shop/local'
import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test('keeps the quotas, unless told otherwise', () => {
  expect(readCommandLine([])).toEqual({ quotas: true, count: 100, json: false })
  expect(readCommandLine(['--without-quotas', '--orders', '20'])).toMatchObject({ quotas: false, count: 20 })
})

test('says what is wrong', () => {
  expect(() => readCommandLine(['--orders', 'many'])).toThrow(Misunderstood)
  expect(() => readCommandLine(['--faster'])).toThrow(Misunderstood)
})
