import { expect, test } from 'vitest'
import { graphOf } from './graph.ts'
import { cancelled, delivered, trailOf } from './trail.fixtures.ts'

const graph = graphOf(trailOf(delivered))

test('hearing an event and announcing what follows from it is one transaction, drawn once', () => {
  const atSix = graph.boxes.filter(({ service, at }) => service === 'order' && at === (graph.boxes[0]?.at ?? 0) + 6)
  expect(atSix.map(({ label }) => label)).toEqual(['validate'])
})

test('every event has an arrow to everybody who listens to it, and none twice', () => {
  const trail = trailOf(delivered)
  const arrows = graph.arrows.map(({ event, service }) => `${event.type} ${service}`)
  expect(arrows).toEqual(
    trail.events.flatMap(({ type, hearings }) => hearings.map(({ service }) => `${type} ${service}`)),
  )
  expect(new Set(arrows).size).toBe(arrows.length)
})

test('an answer from outside is a transaction of its own, and says who was waited for', () => {
  expect(
    graph.boxes.filter(({ waitedFor }) => waitedFor).map(({ label, waitedFor }) => `${label}: ${waitedFor}`),
  ).toEqual(['charged: bank', 'prepare: carrier', 'hand over: carrier', 'deliver: carrier'])
})

test('what takes something back is marked', () => {
  const undone = graphOf(trailOf(cancelled)).arrows.filter(({ undoes }) => undoes)
  expect(new Set(undone.map(({ event }) => event.type))).toEqual(new Set(['OrderCancelled', 'OrderRefunded']))
})

test('an event that has not been heard has an arrow without an end', () => {
  const trail = trailOf(delivered.slice(0, 1))
  const [event] = trail.events
  if (!event) throw new Error('no event')
  const hearings = event.hearings.map((hearing) => ({ ...hearing, verdict: 'on-its-way' as const, at: null }))
  expect(graphOf({ ...trail, events: [{ ...event, hearings }] }).arrows.map(({ to }) => to)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('a clock that is clearly ahead is set right', () => {
  const trail = trailOf(delivered)
  const parts = { ...trail.parts, payment: { answered: true as const, ms: 3, clockAhead: 60_000 } }
  const ahead = graphOf({ ...trail, parts }).boxes.find(({ label }) => label === 'charged')
  expect(ahead?.at).toBe((graph.boxes.find(({ label }) => label === 'charged')?.at ?? 0) - 60_000)
})
