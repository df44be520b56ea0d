import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dashboards, fileOf, textOf } from './all.ts'

const panels = dashboards.flatMap(({ panels }) => panels)

test.each(dashboards)(
  'what Grafana finds of $title is what stands here: otherwise run npm run dashboards',
  (dashboard) => {
    expect(readFileSync(fileOf(dashboard), 'utf8')).toBe(textOf(dashboard))
  },
)

test('every panel says what it means, and has a name of its own', () => {
  expect(panels.filter(({ description }) => !/^.{10,}\.$/.test(description))).toEqual([])
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length)
})

test('a panel with several answers names each by its label', () => {
  const nameless = panels
    .flatMap(({ queries }) => queries)
    .filter(({ expression, legend }) => {
      const labels = expression.match(/^\w+ by \(([^)]*)\)/)?.[1]?.split(', ') ?? []
      return labels.length > 0 && !labels.some((label) => legend.includes(`{{${label}}}`))
    })
  expect(nameless).toEqual([])
})

test('the dashboards show what whoever is on call asks first', () => {
  const asked = panels.flatMap(({ queries }) => queries.map(({ expression }) => expression)).join('\n')
  for (const figure of [
    'saga_orders_open',
    'saga_orders_open_oldest_seconds',
    'saga_orders_open_minor_units',
    'saga_lag_events',
    'relay_lag_seconds',
    'relay_lag_bytes',
    'saga_parked_orders',
    'saga_overdue',
    'saga_duplicates_total',
    'saga_hop_duration_seconds_bucket',
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
  ])
    expect(asked).toContain(figure)
})
