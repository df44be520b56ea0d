import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { stackFolder } from '@saga-shop/local'
import { eventually } from '@saga-shop/testing'
import { afterAll, expect, test } from 'vitest'

const name = `demo-${process.pid}`
let demo: ChildProcess | undefined
afterAll(() => {
  demo?.kill('SIGINT')
  rmSync(stackFolder(name), { recursive: true, force: true })
})

test('the last line of npm run demo is the address of the shop, which is open, until Ctrl-C', async () => {
  const words = ['--no-orders', '--on', 'local', '--stack', name]
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  demo = child
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)))
  const lastLine = /\n {2}The shop: (http:\/\/127\.0\.0\.1:\d+)\n$/
  await eventually(
    () => {
      if (child.exitCode !== null) throw new Error(`it ended:\n${said}`)
      expect(said).toMatch(lastLine)
    },
    { within: 150_000, every: 200 },
  )
  const page = await fetch(lastLine.exec(said)?.[1] ?? '')
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Saga Shop</title>')])
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(said).toMatch(/stopping …\n$/)
})
