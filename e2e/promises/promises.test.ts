import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { invariants } from '../judge/invariants/all.ts'
import { type Observed, observedIn } from './observed.ts'
import { pageOf } from './page.ts'
import { promises } from './promises.ts'

const root = join(import.meta.dirname, '../..')
const observed: Observed = {
  at: '2026-11-21T16:00:00.000Z',
  cpus: 2,
  seed: 7,
  faults: 30,
  orders: 1200,
  violations: [],
  all: { kind: 'all', count: 30, p50: 4_000, p99: 12_345 },
  kinds: [{ kind: 'kill a service', count: 30, p50: 4_000, p99: 12_345 }],
}

describe.each(promises.map((promised) => [promised.promise, promised] as const))('%s', (_, promised) => {
  test('is kept and attacked by files that are there', () => {
    const missing = [...promised.mechanism, ...promised.attackedBy].filter((path) => !existsSync(join(root, path)))
    expect(missing).toEqual([])
  })

  test('is judged by what the judge knows', () => {
    const known = new Set(
      Object.values(invariants)
        .flat()
        .map(({ name }) => name),
    )
    expect(promised.judgedBy.filter((name) => !known.has(name))).toEqual([])
  })
})

test('the page tells what was observed', () => {
  expect(pageOf(observed)).toContain('30 faults, from seed 7, amid 1,200 orders. Promises broken: 0.')
  expect(pageOf(observed)).toContain('| all | 30 | 4.0 s | 12.3 s |')
})

test('the page in docs says what is promised now', () => {
  const promised = (page: string) => page.slice(0, page.indexOf('## Observed'))
  expect(promised(readFileSync(join(root, 'docs/promises.md'), 'utf8'))).toBe(promised(pageOf(observed)))
})

test('without a run there is nothing to tell', () => {
  expect(observedIn('nowhere')).toBeUndefined()
})
