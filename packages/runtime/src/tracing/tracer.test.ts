import { execFile, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { asTraceparent } from '../listening/headers.ts'
import { begin, isKept, placeOf, traceIdOf, whose } from './tracer.ts'

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
const kept = `00-${traceId}-00f067aa0ba902b7-01`
const left = `00-${traceId}-00f067aa0ba902b7-00`

test('a traceparent names a place in a trace', () => {
  expect(placeOf(kept)).toEqual({ traceId, spanId: '00f067aa0ba902b7', traceFlags: 1, isRemote: true })
  expect(traceIdOf(kept)).toBe(traceId)
  expect([isKept(kept), isKept(left), isKept(null), isKept(undefined)]).toEqual([true, false, false, false])
})

test.each([`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `00-${traceId}-${'0'.repeat(16)}-01`, `ff${kept.slice(2)}`])(
  'what the standard calls invalid is no traceparent: %s',
  (text) => {
    expect(asTraceparent(text)).toBeUndefined()
    expect(asTraceparent(kept)).toBe(kept)
  },
)

test('a line of the log names the order, and the trace if there is one', () => {
  expect(whose({ correlationId: 'an order', traceparent: kept })).toEqual({ orderId: 'an order', traceId })
  expect(whose({ correlationId: 'an order', traceparent: null })).toEqual({ orderId: 'an order' })
})

const script = `
  const { registerHooks } = process.getBuiltinModule('node:module')
  const loaded = []
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
  await import('${join(import.meta.dirname, 'preload.ts')}')
  const { begin } = await import('${join(import.meta.dirname, 'tracer.ts')}')
  console.log(JSON.stringify({ traces: begin !== undefined, telemetry: loaded.filter((url) => url.includes('opentelemetry')).length }))
`
const started = (env: Record<string, string>) =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' }))

const unhurried = 30_000 // each starts a process

test('whoever wants no traces loads nothing of OpenTelemetry', { timeout: unhurried }, () => {
  expect(begin).toBeUndefined()
  expect(started({})).toEqual({ traces: false, telemetry: 0 })
})

test('whoever says where to send traces has them', { timeout: unhurried }, () => {
  const { traces, telemetry } = started({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
  expect(traces).toBe(true)
  expect(telemetry).toBeGreaterThan(0)
})

test('a sampler that is not known here is said before anything starts', { timeout: unhurried }, () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_TRACES_SAMPLER: 'sometimes' }
  expect(() => started(env)).toThrow('OTEL_TRACES_SAMPLER')
})

const leaving = (finish: string) => `
  await import('${join(import.meta.dirname, 'preload.ts')}')
  const { begin, finishTraces } = await import('${join(import.meta.dirname, 'tracer.ts')}')
  begin('a span', { kind: 'INTERNAL', attributes: {} }).end()
  const began = performance.now()
  process.on('exit', () => console.log(performance.now() - began))
  ${finish}
`

test.each([
  ['told to stop', 'await finishTraces(); process.exit()'],
  ['done', ''],
])(
  'a process that is %s does not wait for a receiver that never answers',
  { timeout: unhurried },
  async (_, finish) => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` }
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', leaving(finish)], {
      env,
    })
    expect(Number(stdout)).toBeGreaterThan(900)
    expect(Number(stdout)).toBeLessThan(9_000)
    silent.closeAllConnections()
    silent.close()
  },
)
