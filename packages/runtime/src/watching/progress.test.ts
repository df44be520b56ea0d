import { expect, test } from 'vitest'
import { openProgress } from './progress.ts'

const at = (position: number, end = 10, partition = 0) => ({ topic: 't', partition, position, begin: 0, end })

test('a partition that stands still with more to hear is noticed after its patience', () => {
  const progress = openProgress(20)
  expect(progress.look([at(3)], 0)).toEqual([])
  expect(progress.look([at(3, 12)], 19)).toEqual([])
  expect(progress.look([at(3, 15)], 20)).toEqual([at(3, 15)])
})

test('one that moves, however slowly, or has heard everything, is not', () => {
  const progress = openProgress(20)
  for (let now = 0; now < 200; now += 10) expect(progress.look([at(now / 10, 100), at(10, 10, 1)], now)).toEqual([])
})

test('each time that nothing helps, it is looked at with twice the patience', () => {
  const progress = openProgress(20)
  const noticed = Array.from({ length: 200 }, (_, now) => now).filter((now) => progress.look([at(3)], now).length > 0)
  expect(noticed).toEqual([20, 60, 140])
})

test('after it has moved, patience is short again', () => {
  const progress = openProgress(20)
  for (let now = 0; now <= 60; now++) progress.look([at(3)], now)
  progress.look([at(4)], 61)
  expect(progress.look([at(4)], 81)).toEqual([at(4)])
})

test('what was seen before something else was in the way is forgotten', () => {
  const progress = openProgress(20)
  progress.look([at(3)], 0)
  progress.forget()
  expect(progress.look([at(3)], 30)).toEqual([])
})
