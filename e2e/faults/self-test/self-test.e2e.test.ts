import { expect, test } from 'vitest'
import { bugs } from '../bugs/all.ts'
import { selfTest } from './self-test.ts'
import { outcomeOf } from './table.ts'

// Some that show soon. All of them: `npm run faults:self-test`.
const quick = ['letter-retried-blind', 'money-in-floats', 'reservation-leak']

test('the judge finds out about bugs that were planted', async () => {
  const trials = await selfTest(bugs.filter(({ name }) => quick.includes(name)))
  const caught = trials.filter(({ findings }) => findings.length > 0)
  expect(caught.map(({ bug }) => bug.name).toSorted(), trials.map(outcomeOf).join('\n')).toEqual(quick)
}, 240_000)
