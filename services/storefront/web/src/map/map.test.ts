import { events } from '@saga-shop/contracts'
import { describe, expect, test } from 'vitest'
import { topology } from '../../build/shop-facts.ts'
import { dotNear, dotsAt, legs, pointOn, stillFlying } from './flights.ts'
import { layoutMap, station } from './layout.ts'
import { spread } from './spread.ts'

describe('the map', () => {
  const layout = layoutMap(topology, 1_200, 640)
  test('has a row for every topic and a way to everybody who listens', () => {
    expect(layout.rows).toHaveLength(events.length)
    for (const { kind, ways } of layout.rows) expect(ways.map(({ listener }) => listener)).toEqual(kind.listeners)
  })
  test('puts no service on another', () => {
    for (const side of [layout.announcers, layout.listeners]) {
      const ys = side.map(({ y }) => y).toSorted((one, other) => one - other)
      for (const [index, y] of ys.slice(1).entries())
        expect(y - (ys[index] ?? 0)).toBeGreaterThanOrEqual(station.height)
    }
  })
  test('stays within its width, at any', () => {
    for (const width of [320, 500, 760, 900, 1_280, 2_000]) {
      const { tape, rows } = layoutMap(topology, width, 600)
      expect(tape.x + tape.cells * 11).toBeLessThanOrEqual(width + 2)
      for (const { ways } of rows) for (const { to } of ways) expect(to.x).toBeLessThanOrEqual(width)
    }
  })
  test('is a list where it is narrow', () => {
    expect(layoutMap(topology, 320, 600)).toMatchObject({ compact: true, announcers: [] })
  })
})

describe('spreading', () => {
  test('leaves what has room where it wants to be', () => {
    expect(spread([10, 200, 100], 50, [0, 300])).toEqual([10, 200, 100])
  })
  test('moves what is too close apart, evenly around its middle', () => {
    expect(spread([100, 100, 100], 50, [0, 300])).toEqual([50, 100, 150])
  })
  test('stays within bounds', () => {
    expect(spread([0, 0], 50, [0, 300])).toEqual([0, 50])
  })
})

describe('a flight', () => {
  const layout = layoutMap(topology, 1_200, 640)
  const row = layout.rows.find(({ kind }) => kind.type === 'OrderConfirmed')
  if (!row) throw new Error('no such row')
  const flight = { event: 'an event', row, since: 1_000 }

  test('is one dot on its way to the tape, then one for each listener, then over', () => {
    expect(dotsAt([flight], 1_100)).toHaveLength(1)
    expect(dotsAt([flight], 1_000 + legs.announce + 10)).toHaveLength(3)
    expect(dotsAt([flight], 1_000 + legs.announce + legs.listen)).toHaveLength(0)
    expect(stillFlying([flight], 1_000 + legs.announce + legs.listen)).toEqual([])
  })
  test('begins at its announcer and ends at the tape', () => {
    expect(pointOn(row.way, 0)).toEqual(row.way.from)
    expect(pointOn(row.way, 1)).toEqual(row.way.to)
  })
  test('is found by whoever points near it', () => {
    const [dot] = dotsAt([flight], 1_200)
    if (!dot) throw new Error('no dot')
    expect(dotNear([dot], { x: dot.x + 5, y: dot.y - 5 })?.event).toBe('an event')
    expect(dotNear([dot], { x: dot.x + 50, y: dot.y })).toBeUndefined()
  })
})
