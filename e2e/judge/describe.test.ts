import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { describe } from './describe.ts'
import { found } from './fixtures/seed.ts'
import { soundShop } from './fixtures/sound-shop.ts'
import { invariants } from './invariants/all.ts'
import { judgeEvidence } from './verdict.ts'

const count = Object.values(invariants).flat().length
const linesFor = (evidence = soundShop()) => stripVTControlCharacters(describe(judgeEvidence(evidence))).split('\n')

test('a verdict says how much was looked at, and ends with the judgement', () => {
  const lines = linesFor()
  expect(lines[0]).toBe(' The judge · 9 orders, 58 events')
  expect(lines.find((line) => line.includes('No order is charged twice'))).toMatch(/✓ .* 9$/)
  expect(lines.at(-1)).toContain(`Satisfied: all ${count} promises were kept.`)
})

test('a broken promise comes with the first counter-examples, and how many more there are', () => {
  const evidence = soundShop()
  const charge = found(evidence.charges[0])
  for (const key of ['again', 'and', 'again and', 'again']) evidence.charges.push({ ...charge, key })
  for (const record of evidence.records.slice(0, 5)) record.headers = { ...record.headers, ce_time: 'noon' }
  const lines = linesFor(evidence)
  expect(lines).toContain(`     order ${charge.orderId}`)
  expect(lines.join('\n')).toContain('was charged 5 times: ')
  expect(lines).toContain('     … and 2 more')
  expect(lines.at(-1)).toContain(`Not satisfied: 3 of ${count} promises were broken.`)
})

test('no line is wider than a terminal', () => {
  const evidence = soundShop()
  for (const record of evidence.records) record.unreadable = 'x'.repeat(300)
  expect(linesFor(evidence).filter((line) => line.length > 100)).toEqual([])
})
