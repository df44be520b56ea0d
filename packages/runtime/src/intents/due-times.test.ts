import { expect, test } from 'vitest'
import { dueTimes } from './due-times.ts'

function withClock() {
  let time = 10_000
  const times = dueTimes(() => time)
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { times, pass }
}

test('whoever has not looked yet looks', () => {
  expect(withClock().times.areThere).toBe(true)
})

test('a call that is known of is looked for when it is due, not before, and at most a tenth of a second later', () => {
  const { times, pass } = withClock()
  times.looked()
  times.expect(250)
  pass(249)
  expect(times.areThere).toBe(false)
  pass(100)
  expect(times.areThere).toBe(true)
})

test('a look forgets what was due, and nothing that is due later', () => {
  const { times, pass } = withClock()
  times.looked()
  times.expect(100)
  times.expect(500)
  pass(200)
  times.looked()
  expect(times.areThere).toBe(false)
  pass(300)
  expect(times.areThere).toBe(true)
})

test('what nobody here knows of is looked for once a second', () => {
  const { times, pass } = withClock()
  times.looked()
  pass(999)
  expect(times.areThere).toBe(false)
  pass(1)
  expect(times.areThere).toBe(true)
})
