import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { compose, composeFacts } from '@saga-shop/compose'
import { beforeAll, expect, inject, test } from 'vitest'

const project = inject('shopProject')
const image = 'saga-shop:local'
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
  expect(found(await docker('history', '--no-trunc', image))).toEqual([])
  expect(await filesInImageWith(secrets)).toBe('')
  const kept = ['run', '--rm', '--entrypoint', 'find', image, '/app', '-name', '.npmrc', '-o', '-name', '.env']
  expect(await docker(...kept)).toBe('')
})

/** The files of ours in the image that have any of these in them. They are told over standard input: a command line is public. */
async function filesInImageWith(texts: readonly string[]): Promise<string> {
  const words = ['run', '--rm', '--interactive', '--entrypoint', 'grep', image, '-rlFf', '-', '/app', '/data']
  const grep = spawn('docker', words, { stdio: ['pipe', 'pipe', 'inherit'] })
  grep.stdin.end(texts.join('\n'))
  return text(grep.stdout)
}

test.each(['order', 'relay', 'storefront', 'kafka'])('%s can read no secret of others', async (name) => {
  const look = 'for folder in /secrets/*; do ls $folder >/dev/null 2>&1 && basename $folder; done; true'
  const readable = (await compose(project, 'exec', ['-T', name, 'sh', '-c', look])).trim().split('\n')
  expect(readable).toEqual([name])
})
