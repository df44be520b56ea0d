import { expect, test } from 'vitest'
import { soundShop } from './fixtures/sound-shop.ts'
import { judgeEvidence } from './verdict.ts'

test('a shop that keeps its promises satisfies the judge', () => {
  const { satisfied, sections } = judgeEvidence(soundShop())
  expect(sections.flatMap(({ rulings }) => rulings.flatMap(({ violations }) => violations))).toEqual([])
  expect(satisfied).toBe(true)
})

test('every promise is looked at in every shop', () => {
  const idle = judgeEvidence(soundShop())
    .sections.flatMap(({ rulings }) => rulings)
    .filter(({ checked }) => checked === 0)
  expect(idle).toEqual([])
})
