import { describe, expect, test } from 'vitest'
import { counted, nobody } from './counting.ts'
import { advance, behind, flightTime, jumpToNow, pause, play, startAt, step } from './playhead.ts'
import { arrive, emptyReel, take, takeOne } from './reel.ts'
import { darkness, emptyTape, land, moment, resize, roll } from './tape.ts'

describe('the playhead', () => {
  test('runs with the present', () => {
    const head = advance(startAt(1_000), 16, 1_016)
    expect(head).toMatchObject({ reel: 1_016, air: 16 })
    expect(behind(head, 1_016)).toBe(0)
  })
  test('in slow motion falls behind, and never runs ahead of what has happened', () => {
    const slow = advance(play(startAt(0), 0.25), 4_000, 4_000)
    expect(slow).toMatchObject({ reel: 1_000, air: 1_000 })
    expect(behind(slow, 4_000)).toBe(3_000)
    expect(advance(startAt(0), 5_000, 100).reel).toBe(100)
  })
  test('stands still when paused, and goes on from there', () => {
    const paused = advance(pause(startAt(0)), 9_000, 9_000)
    expect(paused).toMatchObject({ reel: 0, air: 0 })
    expect(advance(play(paused), 100, 9_100).reel).toBe(100)
    expect(jumpToNow(paused, 9_100).reel).toBe(9_100)
  })
  test('steps to one event and gives it the time of its flight', () => {
    const stepped = step(pause(startAt(0)), 300)
    expect(stepped.reel).toBe(300)
    expect(advance(stepped, 10_000, 10_000)).toMatchObject({ reel: 300, air: flightTime })
  })
})

describe('the reel', () => {
  const events = [1, 2, 3].map((at) => ({ event: `e${at}`, at }))
  test('gives what is due, in the order of arrival', () => {
    const { due, rest } = take(arrive(emptyReel, events), 2)
    expect(due.map(({ event }) => event)).toEqual(['e1', 'e2'])
    expect(rest.waiting).toHaveLength(1)
    expect(takeOne(rest).due.map(({ event }) => event)).toEqual(['e3'])
  })
  test('forgets the oldest rather than grow without end, and says how many', () => {
    const many = Array.from({ length: 12_010 }, (_, at) => ({ event: at, at }))
    expect(arrive(emptyReel, many)).toMatchObject({ forgotten: 10 })
  })
})

describe('a tape', () => {
  test('shows in which moment how many events came', () => {
    const tape = land(land(land(emptyTape(4, 0), 0), 10), moment)
    expect(tape.counts).toEqual([0, 0, 2, 1])
  })
  test('moves on with time, also when nothing happens', () => {
    expect(roll(land(emptyTape(3, 0), 0), 2 * moment).counts).toEqual([1, 0, 0])
    expect(roll(land(emptyTape(3, 0), 0), 99 * moment).counts).toEqual([0, 0, 0])
  })
  test('keeps the newest when it gets shorter', () => {
    expect(resize({ newest: 3, counts: [1, 2, 3] }, 2).counts).toEqual([2, 3])
    expect(resize({ newest: 3, counts: [1, 2] }, 3).counts).toEqual([0, 1, 2])
  })
  test('is darker the more came, and never quite empty', () => {
    expect(darkness(0)).toBeGreaterThan(0)
    expect(darkness(1)).toBeLessThan(darkness(2))
    expect(darkness(10_000)).toBe(1)
  })
})

test('orders are counted where they stand, each once', () => {
  const told = ['OrderRequested', 'OrderValidated', 'OrderConfirmed'].reduce(
    (sofar, type) => counted(sofar, 'o1', { type }),
    nobody,
  )
  expect(counted(told, 'o2', { type: 'OrderRequested' }).counts).toEqual({ requested: 1, validated: 0, confirmed: 1 })
})
