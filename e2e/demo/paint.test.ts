import { expect, test } from 'vitest'
import { paintFor } from './paint.ts'

const terminal = (depth: number) => ({ isTTY: true, getColorDepth: () => depth })

test('a file gets no colours, and neither does a terminal that has none', () => {
  expect(paintFor({})('basket', 'tea')).toBe('tea')
  expect(paintFor(terminal(1))('basket', 'tea')).toBe('tea')
})

test('a terminal gets the colours it can show', () => {
  expect(paintFor(terminal(24))('order', 'tea')).toBe('\u001b[38;2;90;176;234mtea\u001b[39m')
  expect(paintFor(terminal(8))('order', 'tea')).toBe('\u001b[38;5;74mtea\u001b[39m')
})
