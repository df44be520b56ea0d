import { spawnSync } from 'node:child_process'
import { compose } from '@saga-shop/compose'
import { freePort } from '@saga-shop/local/parts'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

const watched = ['basket', 'order', 'payment', 'shipping', 'email', 'storefront', 'relay']
const port = await freePort()
const project = inject('shopProject')
const observed = {
  ...project,
  settings: { ...project.settings, COMPOSE_PROFILES: 'observability', PROMETHEUS_PORT: String(port) },
}
const { services } = JSON.parse(await compose(observed, 'config', ['--format', 'json']))
const { image } = services.prometheus
const isHere = spawnSync('docker', ['image', 'inspect', image]).status === 0
if (!isHere) process.stderr.write(`skipped: Prometheus in its container (no image ${image} here)\n`)

interface Said {
  readonly data: {
    readonly result?: readonly { readonly metric: { readonly job: string }; readonly value: [number, string] }[]
    readonly alerts?: readonly { readonly state: string }[]
  }
}

async function ask(question: string) {
  const { data } = (await (await fetch(`http://127.0.0.1:${port}/api/v1/${question}`)).json()) as Said
  return data
}

describe.skipIf(!isHere)('Prometheus beside the shop in containers', () => {
  beforeAll(() => compose(observed, 'up', ['--detach', '--wait', '--no-deps', 'prometheus']))
  afterAll(() => compose(observed, 'rm', ['--stop', '--force', 'prometheus']))

  test('finds everybody by name, and nothing to call a person for', async () => {
    await eventually(
      async () => {
        const { result = [] } = await ask('query?query=up')
        const up = result.filter(({ value: [, value] }) => value === '1')
        expect(up.map(({ metric }) => metric.job)).toEqual(expect.arrayContaining(watched))
      },
      { within: 60_000, every: 500 },
    )
    const { alerts = [] } = await ask('alerts')
    expect(alerts.filter(({ state }) => state === 'firing')).toEqual([])
  })
})
