import { spawnSync } from 'node:child_process'
import { compose, usualProject } from '@saga-shop/compose'
import { describe, expect, test } from 'vitest'

interface Described {
  readonly image: string
  readonly user?: string
  readonly mem_limit?: string
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly ports?: readonly { readonly host_ip?: string }[]
  readonly profiles?: readonly string[]
  readonly read_only?: boolean
  readonly environment?: Readonly<Record<string, string | null>>
}

const isHere = spawnSync('docker', ['compose', 'version']).status === 0
if (!isHere) process.stderr.write('skipped: what docker compose makes of --profile observability (no docker here)\n')

/** The whole project with the profile on, as Docker Compose understands it. */
async function understood(settings: Record<string, string> = {}): Promise<Record<string, Described>> {
  const project = { ...usualProject, settings: { COMPOSE_PROFILES: 'observability', ...settings } }
  return isHere ? JSON.parse(await compose(project, 'config', ['--format', 'json'])).services : {}
}

const services = await understood({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })
const eyes = Object.entries(services).filter(([, { profiles }]) => profiles?.includes('observability'))

describe.skipIf(!isHere)('--profile observability', () => {
  test('brings a collector, a trace store, Prometheus and Grafana', () => {
    expect(eyes.map(([name]) => name).toSorted()).toEqual(['collector', 'grafana', 'jaeger', 'prometheus'])
  })

  test.each(eyes)('%s has a pinned image, a limit, no rights, and ports on the loopback address only', (name, eye) => {
    expect(eye.image).toMatch(/:(?!latest$)v?\d+\.\d+\.\d+$/)
    expect(Number(eye.mem_limit)).toBeGreaterThan(0)
    expect(Number(eye.user?.split(':')[0])).toBeGreaterThan(0)
    expect(eye.read_only).toBe(true)
    for (const { host_ip } of eye.ports ?? []) expect(host_ip).toBe('127.0.0.1')
    if (name !== 'collector') expect(eye.healthcheck?.test?.length).toBeGreaterThan(1)
  })

  test('every image can be another', async () => {
    const images = eyes.map(([name]) => [`${name.toUpperCase()}_IMAGE`, `registry.example.org/${name}:1`])
    const others = await understood(Object.fromEntries(images))
    expect(
      eyes.map(([name]) => others[name]?.image).filter((image) => !image?.startsWith('registry.example.org/')),
    ).toEqual([])
  })

  test('services send traces only when they are told where to', async () => {
    const endpoint = 'http://collector:4318'
    const told = await understood({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })
    for (const name of ['basket', 'order', 'payment', 'shipping', 'email', 'storefront', 'relay']) {
      expect(services[name]?.environment?.['OTEL_EXPORTER_OTLP_ENDPOINT']).toBe('')
      expect(told[name]?.environment?.['OTEL_EXPORTER_OTLP_ENDPOINT']).toBe(endpoint)
    }
  })
})
