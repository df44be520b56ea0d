import { expect, test } from 'vitest'
import { foldsFrom, gapsOf } from './fold.ts'

const folds = (moments: readonly number[]) => gapsOf(moments).map((gap, _, gaps) => gap >= foldsFrom(gaps))

test('the bank’s thirty milliseconds and the carrier’s seconds are folded among milliseconds', () => {
  expect(folds([0, 6, 10, 41, 48, 53, 1_940, 1_945, 4_200])).toEqual([
    false,
    false,
    true,
    false,
    false,
    true,
    false,
    true,
  ])
})

test('steps of about the same length are all shown', () => {
  expect(folds([0, 30, 61, 90, 122])).toEqual([false, false, false, false])
  expect(folds([0, 280, 564, 3_764, 3_935])).toEqual([false, false, true, false])
})

test('what is short is shown, even where the rest is shorter', () => {
  expect(folds([0, 1, 2, 19])).toEqual([false, false, false])
})

test('there is nothing to fold in a single moment', () => {
  expect(folds([])).toEqual([])
  expect(folds([7])).toEqual([])
})

test('of two that are compared, the same length is folded in both or in neither', () => {
  const [quick, slow] = [gapsOf([0, 6, 10, 41, 48, 1_940]), gapsOf([0, 40, 90, 130, 180, 2_300])]
  const both = foldsFrom([...quick, ...slow])
  expect(foldsFrom(quick)).toBe(31)
  expect([...quick, ...slow].filter((gap) => gap >= both)).toEqual([1_892, 2_120])
})
