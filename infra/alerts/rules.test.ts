import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { measureOwed } from '../../packages/runtime/src/deadlines/owed-metrics.ts'
import { openMetrics as openServiceMetrics } from '../../packages/runtime/src/http/metrics.ts'
import { openMetrics as openRelayMetrics } from '../../services/relay/src/metrics.ts'

const file = readFileSync(new URL('saga-shop.rules.yml', import.meta.url), 'utf8')

interface Rule {
  readonly name: string
  readonly text: string
  readonly expression: string
}

const rules: Rule[] = file.split(/^ {6}- (?=alert: )/m).flatMap((text) => {
  const name = text.match(/^alert: (\w+)$/m)?.[1]
  return name ? [{ name, text, expression: text.match(/^ {8}expr: (.+)$/m)?.[1] ?? '' }] : []
})

/** What services and relay export, by name, with the labels of each figure. */
const exported = new Map([
  ...figuresOf(serviceRegistry(), 'service'),
  ...figuresOf(relayRegistry()),
  ['up', ['job', 'instance']] as const, // Prometheus' own
])

function serviceRegistry() {
  const metrics = openServiceMetrics('test')
  metrics.stopped(() => 0)
  metrics.failing(() => undefined)
  metrics.parked(() => ({ orders: 0, events: 0, calls: 0, oldest: 0 }))
  const nothing = { service: 'test', deadlines: [], calls: [] }
  measureOwed(metrics.registry, { query: () => Promise.reject(new Error('no database')) } as never, nothing)
  return metrics.registry
}

function relayRegistry() {
  return openRelayMetrics(() => Promise.resolve(new Map())).registry
}

function figuresOf(registry: { getMetricsAsArray(): unknown }, ...common: string[]): [string, string[]][] {
  const figures = registry.getMetricsAsArray() as { name: string; labelNames?: string[] }[]
  return figures.map(({ name, labelNames = [] }) => [name, [...labelNames, ...common]])
}

const figuresIn = (expression: string) => expression.match(/\b(?:up|(?:saga|relay|nodejs|process)_\w+)\b/g) ?? []
const labelsIn = (text: string) => [
  ...(text.match(/by \(([^)]*)\)/)?.[1] ?? '').split(', ').filter(Boolean),
  ...[...text.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label),
]

test('there are rules for what nobody else notices: what is overdue, what has stopped, what is behind', () => {
  expect(rules.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['OrderOverdue', 'PartitionStopped', 'RelayBehind']),
  )
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length)
})

describe.each(rules)('$name', ({ text, expression }) => {
  test('asks for figures that somebody exports', () => {
    expect(figuresIn(expression)).not.toEqual([])
    expect(figuresIn(expression).filter((figure) => !exported.has(figure))).toEqual([])
  })

  test('speaks of labels that its figures have, and keeps those it speaks of', () => {
    const has = new Set(figuresIn(expression).flatMap((figure) => exported.get(figure) ?? []))
    expect(labelsIn(text).filter((label) => !has.has(label))).toEqual([])
    expect(labelsIn(text).filter((label) => !labelsIn(expression).includes(label))).toEqual([])
  })

  test('says how long, how bad, what it means and what to do', () => {
    for (const part of [/^ {8}for: \d+m$/m, /^ {10}severity: (warning|critical)$/m]) expect(text).toMatch(part)
    for (const part of [/^ {10}summary: "[^"]{20,}"$/m, /^ {10}description: "[^"]{20,}"$/m]) expect(text).toMatch(part)
  })

  test('leads to a page that says what to do', () => {
    const page = text.match(/^ {10}runbook: "(docs\/runbooks\/[\w-]+\.md)"$/m)?.[1] ?? ''
    const path = new URL(`../../${page}`, import.meta.url)
    expect(existsSync(path), page).toBe(true)
    expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`\`${text.match(/alert: (\w+)/)?.[1]}\``))
  })

  test('mentions commands that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, command = '']) => command)
    expect(commands.filter((command) => !(command in scripts))).toEqual([])
  })
})
