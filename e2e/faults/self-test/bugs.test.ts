import { describe, expect, test } from 'vitest'
import { invariants } from '../../judge/invariants/all.ts'
import { bugs } from '../bugs/all.ts'
import { acceptedIsKept, askedTwiceIsOne, shopComesToRest } from './findings.ts'
import { patched } from './patch.ts'

const promises = [
  ...Object.values(invariants).flatMap((list) => list.map(({ name }) => name)),
  ...[acceptedIsKept, askedTwiceIsOne, shopComesToRest],
]

describe.each(bugs)('the bug $name', ({ edits, aids = [], why, breaks, runsIn }) => {
  test('still fits the code', () => expect(patched([...aids, ...edits]).size).toBeGreaterThan(0))
  test('breaks a promise that somebody looks after', () => expect(promises).toContain(breaks))
  test('has a reason, and somebody who has it', () =>
    expect([why.endsWith('.'), runsIn.length > 0]).toEqual([true, true]))
})

test('there are at least 25 bugs, each under a name of its own', () => {
  expect(new Set(bugs.map(({ name }) => name)).size).toBe(bugs.length)
  expect(bugs.length).toBeGreaterThanOrEqual(25)
})
