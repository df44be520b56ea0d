import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Pulse } from './pulse.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a process that runs has its pulse', () => {
  const pulse = new Pulse()
  for (let beat = 0; beat < 100; beat++) {
    vi.advanceTimersByTime(100)
    pulse.beat()
  }
  expect(() => pulse.check()).not.toThrow()
})

test('a process that stood still notices when it next acts', () => {
  const pulse = new Pulse()
  vi.advanceTimersByTime(5_000)
  expect(() => pulse.check()).toThrow('stood still for 5000 ms')
})

test('a timer that fires first after the stop does not hide it', () => {
  const pulse = new Pulse()
  vi.advanceTimersByTime(5_000)
  pulse.beat()
  vi.advanceTimersByTime(100)
  pulse.beat()
  expect(() => pulse.check()).toThrow('stood still')
})
