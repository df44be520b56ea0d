import { expect, test } from 'vitest'
import type { Round } from './fault.ts'
import { shrink } from './shrink.ts'

const fault = (number: number) => ({ number, kind: 'kill relay', target: 'relay', after: 0, lasts: 1, roll: 0 })
const rounds: Round[] = [
  [fault(1), fault(2)],
  [fault(3)],
  [fault(4), fault(5), fault(6)],
  [fault(7)],
  [fault(8), fault(9)],
]
const numbers = (schedule: readonly Round[]) => schedule.flat().map(({ number }) => number)
const failsWith =
  (...culprits: number[]) =>
  async (schedule: readonly Round[]) =>
    culprits.every((culprit) => numbers(schedule).includes(culprit))
const never = () => false

test('one fault that is to blame is found alone', async () => {
  for (let culprit = 1; culprit <= 9; culprit++)
    expect(numbers(await shrink(rounds, failsWith(culprit), never))).toEqual([culprit])
})

test('two that are to blame together are found together', async () => {
  expect(numbers(await shrink(rounds, failsWith(2, 6), never))).toEqual([2, 6])
})

test('what does not fail again stays as it was', async () => {
  expect(await shrink(rounds, async () => false, never)).toEqual(rounds)
})

test('when time is up, the shortest until then is told', async () => {
  let tries = 0
  const shortest = await shrink(rounds, failsWith(1), () => ++tries > 3)
  expect(numbers(shortest)).toContain(1)
  expect(tries).toBe(4)
})
