import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceNames } from '@saga-shop/local'
import { beforeAll, expect, test } from 'vitest'
import { findPrometheus } from '../../infra/observability/binaries.ts'
import { dashboards } from '../../infra/observability/dashboards/all.ts'
import { stack } from './shop.ts'

const binaries = await findPrometheus()
const rules = readFileSync(join(import.meta.dirname, '../../infra/alerts/saga-shop.rules.yml'), 'utf8')
let told: string[]

beforeAll(async () => {
  const addresses = [...serviceNames, 'relay' as const].map((name) => stack.urls[name])
  told = await Promise.all(addresses.map(async (url) => (await fetch(`${url}/metrics`)).text()))
})

/** By their names, those of a histogram’s parts included. */
const exposed = () =>
  new Set(
    told
      .join('\n')
      .split('\n')
      .flatMap((line) => {
        const [, name = '', type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? []
        return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
      }),
  )

const figuresIn = (expression: string) => expression.match(/\b(?:saga|relay|nodejs|process)_\w+\b/g) ?? []

test('every figure that a panel or an alert asks for is told by a running process', () => {
  const panels = dashboards.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries))
  const asked = [...panels.map(({ expression }) => expression), ...(rules.match(/expr: .+/g) ?? [])].flatMap(figuresIn)
  const names = exposed()
  expect(asked.length).toBeGreaterThan(40)
  expect([...new Set(asked)].filter((name) => !names.has(name))).toEqual([])
})

test.skipIf(!binaries)('our figures are named as Prometheus’ conventions want', () => {
  const ours = told.map((text) =>
    text
      .split('\n')
      .filter((line) => /^(# \w+ )?(saga|relay)_/.test(line))
      .join('\n'),
  )
  for (const text of ours)
    expect(execFileSync(binaries?.promtool ?? '', ['check', 'metrics'], { input: `${text}\n`, encoding: 'utf8' })).toBe(
      '',
    )
})

test.skipIf(!binaries)('every panel asks what Prometheus understands', () => {
  const questions = dashboards.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries))
  const groups = questions.map(({ expression }, index) => ({
    record: `panel:${index}`,
    expr: expression.replaceAll('$__rate_interval', '1m'),
  }))
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-panels-'))
  const file = join(folder, 'panels.yml')
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules: groups }] }))
  const said = execFileSync(binaries?.promtool ?? '', ['check', 'rules', file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(said).toContain(`${questions.length} rules found`)
})
