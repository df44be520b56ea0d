import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { stackFolder } from '@saga-shop/local'
import { afterAll, expect, inject, test } from 'vitest'
import { pages, root } from '../docs/pages.ts'

const readme = pages.find(({ path }) => path === 'README.md')
const commands = (readme?.fences ?? [])
  .filter(({ info }) => info === 'sh run')
  .flatMap(({ text }) => text.trim().split('\n'))

// A stack of its own: another may run here under the usual name.
const name = `readme-${process.pid}`
afterAll(() => rmSync(stackFolder(name), { recursive: true, force: true }))

test('README tells how to see the shop, and how to have it judged', () => {
  expect(commands.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual(['npm run demo', 'npm run judge'])
})

test.each(commands)('%s does what README says', async (command) => {
  const { code, said } = await run(`${command} ${where(command)}`)
  expect(code, said).toBe(0)
  expect(said).toMatch(/Satisfied: all \d+ promises were kept/)
})

/** The demo starts a shop; the judge judges the one that runs beside these tests. */
const where = (command: string) =>
  command.startsWith('npm run judge') ? `-- --stack ${inject('shopFolder')} --wait 20` : `--stack ${name}`

async function run(command: string) {
  const child = spawn(command, { cwd: root, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const [[code], ...said] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, said: said.join('') }
}
