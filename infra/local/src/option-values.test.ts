import { expect, test } from 'vitest'
import { isServiceName } from './names.ts'
import { existingFile, folderOfStack, numberOfSeconds, numbersByName, orderId, wholeNumber } from './option-values.ts'
import { Misunderstood } from './problem.ts'

test('a whole number keeps its bounds', () => {
  expect([wholeNumber('--orders', '1', 1, 9), wholeNumber('--orders', '9', 1, 9)]).toEqual([1, 9])
  expect(() => wholeNumber('--orders', '10', 1, 9)).toThrow('--orders 10: a whole number from 1 to 9.')
  expect(() => wholeNumber('--seed', '-1', 0, 9)).toThrow('--seed -1: a whole number up to 9.')
})

test.each(['', ' ', '1.5', '1e1', '0x1', '-1', 'many'])('"%s" is no whole number', (text) => {
  expect(() => wholeNumber('--orders', text, 0, 99)).toThrow(Misunderstood)
})

test('seconds may have parts', () => {
  expect(numberOfSeconds('--wait', '0.5')).toBe(0.5)
  expect(() => numberOfSeconds('--wait', 'long')).toThrow('--wait long: a number of seconds was expected.')
})

test('numbers by name are for names that are known', () => {
  expect(numbersByName(['order=2', 'email=3'], isServiceName)).toEqual({ order: 2, email: 3 })
  expect(() => numbersByName(['kitchen=2'], isServiceName)).toThrow(Misunderstood)
})

test('an order has a whole UUID', () => {
  expect(orderId('019D2F0E-8a53-7c3e-9a41-5a52b0f4c001')).toBe('019d2f0e-8a53-7c3e-9a41-5a52b0f4c001')
  expect(() => orderId('019d2f0e')).toThrow('019d2f0e: an order')
})

test('a stack is known by its name, or by its folder', () => {
  expect(folderOfStack('second')).toMatch(/stacks\/second$/)
  expect(folderOfStack('./there')).toBe('./there')
})

test('a file must be there', () => {
  expect(existingFile('--facts', import.meta.filename)).toBe(import.meta.filename)
  expect(() => existingFile('--facts', 'nowhere.json')).toThrow('--facts nowhere.json: there is no such file.')
})
