import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findPrometheus } from '../observability/binaries.ts'

const prometheus = await findPrometheus()

describe.skipIf(!prometheus)('Prometheus’ own tool', () => {
  const promtool = (...words: string[]) =>
    execFileSync(prometheus?.promtool ?? '', words, { cwd: import.meta.dirname, encoding: 'utf8' })

  test('takes the rules', () => {
    expect(promtool('check', 'rules', 'saga-shop.rules.yml')).toContain('SUCCESS')
  })

  test('finds that alerts begin when they should, and not before', () => {
    expect(promtool('test', 'rules', 'saga-shop.tests.yml')).toContain('SUCCESS')
  })

  test('takes the configuration that containers get', () => {
    const folder = mkdtempSync(join(tmpdir(), 'saga-shop-prometheus-'))
    const text = readFileSync(join(import.meta.dirname, '../observability/prometheus/prometheus.yml'), 'utf8')
    writeFileSync(join(folder, 'prometheus.yml'), text.replace('/etc/saga-shop-alerts', import.meta.dirname))
    expect(promtool('check', 'config', join(folder, 'prometheus.yml'))).toContain('1 rule files found')
    rmSync(folder, { recursive: true })
  })

  test('takes the configuration of those that speak TLS', () => {
    const file = join(import.meta.dirname, '../observability/prometheus/prometheus.secure.yml')
    expect(promtool('check', 'config', '--syntax-only', file)).toContain('SUCCESS')
  })
})
