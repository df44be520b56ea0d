import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { compose, composeFacts } from '@saga-shop/compose'
import { beforeAll, expect, inject, test } from 'vitest'

const project = inject('shopProject')
let secrets: string[]
let containers: string[]

beforeAll(async () => {
  const { kafka, databases } = await composeFacts(project)
  const urls = Object.values(databases).flatMap((roles) => Object.values(roles))
  secrets = [...Object.values(kafka.users).map(({ password }) => password), ...urls.map((url) => new URL(url).password)]
  containers = (await compose(project, 'ps', ['--all', '--quiet'])).trim().split('\n')
})

const docker = async (...words: string[]) =>
  (await promisify(execFile)('docker', words, { maxBuffer: 2 ** 28, encoding: 'latin1' })).stdout

/** Which secrets, by their number, a text has in it: a failing test must not print them. */
const found = (text: string) => secrets.flatMap((secret, number) => (text.includes(secret) ? [number] : []))

test('there are secrets to look for', () => {
  expect(new Set(secrets).size).toBe(secrets.length)
  expect(containers.length).toBeGreaterThan(20)
})

test('no secret is in what docker inspect shows, nor in the environment of any process', async () => {
  expect(found(await docker('inspect', ...containers))).toEqual([])
  for (const name of ['kafka', 'registry', 'postgres-order', 'order', 'relay'])
    expect(found(await compose(project, 'exec', ['-T', name, 'sh', '-c', 'cat /proc/[0-9]*/environ || true']))).toEqual(
      [],
    )
})

test('no secret is on any command line', async () => {
  for (const name of ['kafka', 'registry', 'postgres-order', 'order', 'relay'])
    expect(found(await compose(project, 'exec', ['-T', name, 'sh', '-c', 'cat /proc/[0-9]*/cmdline || true']))).toEqual(
      [],
    )
})

test('no secret is in any log', async () => {
  expect(found(await compose(project, 'logs', ['--no-color']))).toEqual([])
  expect(found(readFileSync(join(inject('shopFolder'), 'logs/compose.log'), 'latin1'))).toEqual([])
})

test('no secret is in the image', async () => {
  expect(found(await docker('history', '--no-trunc', 'saga-shop:local'))).toEqual([])
  expect(await foundInImage('saga-shop:local')).toEqual([])
  const kept = [
    'run',
    '--rm',
    '--entrypoint',
    'find',
    'saga-shop:local',
    '/app',
    '-name',
    '.npmrc',
    '-o',
    '-name',
    '.env',
  ]
  expect(await docker(...kept)).toBe('')
})

/** Looks through all layers; what is cut in two by the pipe is found in the overlap. */
async function foundInImage(image: string): Promise<number[]> {
  const all = new Set<number>()
  let before = ''
  const { stdout } = spawn('docker', ['save', image], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const chunk of stdout.setEncoding('latin1')) {
    const text = `${before}${chunk}`
    for (const number of found(text)) all.add(number)
    before = text.slice(-64)
  }
  return [...all]
}

test.each(['order', 'relay', 'storefront', 'kafka'])('%s can read no secret of others', async (name) => {
  const others = (await compose(project, 'exec', ['-T', name, 'ls', '/secrets'])).trim().split('\n')
  expect(others).toContain('keeper')
  for (const other of others.filter((folder) => folder !== name))
    await expect(compose(project, 'exec', ['-T', name, 'ls', `/secrets/${other}`]), other).rejects.toThrow(
      /Permission denied|code 2/,
    )
})
