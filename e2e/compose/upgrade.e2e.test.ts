import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { compose } from '@saga-shop/compose'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { describe as inWords, judge } from '../judge/index.ts'
import { allEnd, placeMixedWhile } from '../stories/mixed-orders.ts'
import { stack } from '../stories/shop.ts'

const project = inject('shopProject')
const image = { now: 'saga-shop:local', next: 'saga-shop:next' }

/** An image of another version, as far as Docker can tell. */
beforeAll(() => {
  const lines = `FROM ${image.now}\nLABEL version=next\n`
  execFileSync('docker', ['build', '--quiet', '--tag', image.next, '-'], { input: lines })
})
afterAll(() => execFileSync('docker', ['image', 'rm', image.next]))

/** What our page tells people to do once the new image is built. */
const [, commands = ''] =
  /## Upgrade [\s\S]*?docker compose build\n([\s\S]*?)\n\n/.exec(readFileSync('docs/run/operations.md', 'utf8')) ?? []

function upgradeTo(to: string) {
  const settings = { ...project.settings, COMPOSE_PROJECT_NAME: project.name, SAGA_SHOP_IMAGE: to }
  const exports = Object.entries(settings).map(([name, value]) => `export ${name}='${value}'\n`)
  return promisify(execFile)('sh', ['-c', `${exports.join('')}${commands}`])
}

/** Which image each part of the shop runs. */
async function images(): Promise<Map<string, string>> {
  const lines = (await compose(project, 'ps', ['--format', '{{.Service}} {{.Image}}'])).trim().split('\n')
  return new Map(lines.map((line) => line.split(' ') as [string, string]))
}

const parts = ['basket', 'order', 'payment', 'shipping', 'email', 'relay', 'storefront']

test.each([
  ['to another version', image.next],
  ['back again', image.now],
])('an upgrade %s takes part after part away amid orders, and every order ends', async (_, to) => {
  let isOver = false
  const upgraded = upgradeTo(to).finally(() => {
    isOver = true
  })
  const [placings] = await Promise.all([placeMixedWhile(() => !isOver), upgraded])
  const running = await images()
  expect(parts.map((part) => [part, running.get(part)])).toEqual(parts.map((part) => [part, to]))
  for (const placing of placings) await allEnd(placing)
})

test('the judge finds every promise kept', async () => {
  const verdict = await judge(stack, { wait: 30 })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
