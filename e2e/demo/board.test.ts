import { expect, test } from 'vitest'
import { board, line } from './board.ts'
import { plain } from './paint.ts'
import { type Followed, startProgress } from './progress.ts'

const errand = { number: 0, customerId: 'c', journey: { name: 'tea', items: [], ofSixty: 1 } }

function progressWith(...orders: Pick<Followed, 'status' | 'settled'>[]) {
  const progress = startProgress(60)
  for (const [index, order] of orders.entries()) {
    const id = String(index)
    progress.orders.set(id, { id, errand, ...order })
  }
  return progress
}

const rowOf = (state: string, lines: string[]) => lines.find((row) => row.includes(state))?.trim()

test('an order is a dot in the row of its state, hollow while something is still to come', () => {
  const lines = board(
    progressWith(
      { status: 'cancelled', settled: false },
      { status: 'cancelled', settled: true },
      { status: 'delivered', settled: true },
    ),
    3,
    plain,
    80,
  )
  expect(rowOf('cancelled', lines)).toBe('cancelled     2 ●○')
  expect(rowOf('delivered', lines)).toBe('delivered     1 ●')
  expect(lines.at(-1)).toContain('3 of 60 placed · 3 s · ○ more to come')
})

test('many orders fit into a narrow terminal: a dot stands for several', () => {
  const many = Array.from({ length: 300 }, () => ({ status: 'delivered', settled: true }) as const)
  const lines = board(progressWith(...many), 3, plain, 60)
  expect(Math.max(...lines.map((row) => row.length))).toBeLessThanOrEqual(60)
  expect(lines.at(-1)).toContain('a dot is 8 orders')
})

test('a plain line counts the states that orders are in', () => {
  const progress = progressWith({ status: 'requested', settled: false }, { status: 'delivered', settled: true })
  expect(line(progress, 12.3)).toBe('   12 s  placed 2  requested 1  delivered 1')
})
