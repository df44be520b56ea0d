import { readFileSync } from 'node:fs'
import { services } from '@saga-shop/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRecording } from '../source/recording-file.ts'
import { graphOf } from './graph.ts'
import { layoutXray } from './layout.ts'
import { momentAt, placeInTime, xAt } from './place.ts'
import { scaleOf } from './scale.ts'
import { cancelled, delivered, type Told, trailOf } from './trail.fixtures.ts'

const laidOut = (told: readonly Told[], width = 900) => layoutXray(graphOf(trailOf(told)), services, { width })

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
    expect(laidOut(delivered, 200).width).toBeGreaterThan(400)
  })

  test('time goes from left to right, at any pace', () => {
    fc.assert(
      fc.property(anyPace, fc.integer({ min: 300, max: 1_600 }), (told, width) => {
        const graph = graphOf(trailOf(told))
        const { placed } = placeInTime(graph, scaleOf([graph], width))
        for (const [index, { x }] of placed.entries()) expect(x).toBeGreaterThanOrEqual(placed[index - 1]?.x ?? 0)
      }),
      { numRuns: 50 },
    )
  })

  test('no transaction stands on another of its lane, at any pace', () => {
    fc.assert(
      fc.property(anyPace, (told) => {
        const { boxes, box } = laidOut(told)
        for (const one of boxes)
          for (const other of boxes)
            if (one !== other && one.service === other.service) expect(Math.abs(one.x - other.x)).toBeGreaterThan(box)
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
    const graph = graphOf(trailOf(delivered))
    const time = placeInTime(graph, scaleOf([graph], 800))
    for (const { at } of time.placed) expect(momentAt(time, xAt(time, at))).toBeCloseTo(at, 3)
  })

  test('any two of a recorded shop fit into half a page each, however often they waited', () => {
    const file = new URL('../../../../../docs/run/tour/recording.json', import.meta.url)
    const { trails } = readRecording(JSON.parse(readFileSync(file, 'utf8')))
    const graphs = Object.values(trails).map(graphOf)
    const half = { width: 560 }
    for (const one of graphs)
      for (const beside of graphs) {
        const { width, strips } = layoutXray(one, services, { ...half, beside })
        expect(width).toBe(half.width)
        for (const { from, to } of strips) expect(to).toBeGreaterThan(from)
      }
  })

  test('two beside each other fit into half a page each, and the same time takes the same room in both', () => {
    const slow = delivered.map((one) => ({ ...one, at: one.at * 3 }))
    const [one, other] = [graphOf(trailOf(delivered)), graphOf(trailOf(slow))]
    const [left, right] = [
      layoutXray(one, services, { width: 570, beside: other }),
      layoutXray(other, services, { width: 570, beside: one }),
    ]
    expect([left.width, right.width]).toEqual([570, 570])
    expect(scaleOf([one, other], 440)).toEqual(scaleOf([other, one], 440))
    const folded = Math.min(...[...left.strips, ...right.strips].map(({ milliseconds }) => milliseconds))
    for (const { placed, strips } of [left.time, right.time]) {
      const gaps = placed.slice(1).map(({ at }, index) => at - (placed[index]?.at ?? at))
      expect(strips.map(({ milliseconds }) => milliseconds)).toEqual(gaps.filter((gap) => gap >= folded))
    }
  })
})
