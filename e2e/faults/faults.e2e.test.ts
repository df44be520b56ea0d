import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { readStack, stackFolder } from '@saga-shop/local'
import { expect, test } from 'vitest'

/** The command, as somebody would type it. */
function faults(...words: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], { stdio: 'pipe' })
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { child, ended: ended.then(([[code], out, complaints]) => ({ code, out, complaints })) }
}

// Bounded in time, so that a slow machine plays fewer of the thirty, and patient, so that it may take its time.
const short = [
  '--faults',
  '30',
  '--seed',
  '4',
  '--longest',
  '6',
  '--minutes',
  '2',
  '--patience',
  '180',
  '--shrink',
  '0',
]

test('whatever goes wrong for two minutes, every promise is kept', { timeout: 600_000 }, async () => {
  const { out, complaints } = await faults('--stack', 'faults-test', '--json', ...short).ended
  expect(JSON.parse(out), complaints).toMatchObject({ violations: [] })
})

test('Ctrl-C in the middle of it leaves nothing behind', { timeout: 240_000 }, async () => {
  const { child, ended } = faults('--stack', 'faults-stopped', '--only', 'pause postgres')
  await new Promise<void>((open) => child.stdout.on('data', (text) => String(text).includes('is open') && open()))
  await sleep(1_000)
  child.kill('SIGINT')
  expect((await ended).code).toBe(130)
  expect(() => readStack(stackFolder('faults-stopped'))).toThrow('No shop runs')
})

test('nonsense is refused with 64, and help is given', async () => {
  const [nonsense, help] = await Promise.all([faults('--only', 'earthquake').ended, faults('--help').ended])
  expect(nonsense).toMatchObject({ code: 64, complaints: expect.stringContaining('kill relay') })
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('--seed') })
})
