import { services } from '@saga-shop/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphOf } from './graph.ts'
import { layoutXray } from './layout.ts'
import { boxWidth, momentAt, placeInTime, xAt } from './place.ts'
import { cancelled, delivered, type Told, trailOf } from './trail.fixtures.ts'

const laidOut = (told: readonly Told[], width = 900) => layoutXray(graphOf(trailOf(told)), services, width)

/** The same story at any pace. */
const anyPace = fc
  .array(fc.integer({ min: 0, max: 90_000 }), { minLength: delivered.length, maxLength: delivered.length })
  .map((gaps) => {
    let at = 0
    return delivered.map((one, index) => {
      at += index === 0 ? 0 : (gaps[index] ?? 0)
      return { ...one, at }
    })
  })

describe('the X-ray of an order', () => {
  test('fits into the width it is given, and is as wide as it must be where that is too narrow', () => {
    expect(laidOut(delivered, 900).width).toBe(900)
    expect(laidOut(delivered, 200).width).toBeGreaterThan(500)
  })

  test('time goes from left to right, at any pace', () => {
    fc.assert(
      fc.property(anyPace, fc.integer({ min: 300, max: 1_600 }), (told, width) => {
        const { placed } = placeInTime(graphOf(trailOf(told)), width)
        for (const [index, { x }] of placed.entries()) expect(x).toBeGreaterThanOrEqual(placed[index - 1]?.x ?? 0)
      }),
      { numRuns: 50 },
    )
  })

  test('no transaction stands on another of its lane, at any pace', () => {
    fc.assert(
      fc.property(anyPace, (told) => {
        const { boxes } = laidOut(told)
        for (const one of boxes)
          for (const other of boxes)
            if (one !== other && one.service === other.service)
              expect(Math.abs(one.x - other.x)).toBeGreaterThan(boxWidth)
      }),
      { numRuns: 50 },
    )
  })

  test('every arrow points to the right', () => {
    const { boxes, arrows } = laidOut(cancelled)
    const x = new Map(boxes.map((box) => [box.id, box.x]))
    for (const { from, end } of arrows) expect(end.x).toBeGreaterThan(x.get(from) ?? 0)
  })

  test('names of events that are close stand above one another', () => {
    const { names } = laidOut(delivered, 500)
    for (const one of names)
      for (const other of names)
        if (one !== other && one.y === other.y) expect(Math.abs(one.x - other.x)).toBeGreaterThan(60)
  })

  test('folded time says how long it was, and who was waited for', () => {
    const { strips } = laidOut(delivered)
    expect(strips.map(({ milliseconds, waitedFor }) => [milliseconds, waitedFor])).toEqual([
      [31, 'bank'],
      [1_865, 'carrier'],
      [2_256, 'carrier'],
    ])
  })

  test('a place in the picture is a moment, and the other way round', () => {
    const time = placeInTime(graphOf(trailOf(delivered)), 800)
    for (const { at } of time.placed) expect(momentAt(time, xAt(time, at))).toBeCloseTo(at, 3)
  })
})
