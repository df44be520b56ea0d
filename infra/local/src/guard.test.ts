import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { postGuard } from './guard.ts'
import { freePort, isFree } from './ports.ts'
import { reap } from './predecessor.ts'
import { Problem } from './problem.ts'
import { readRecord, sight } from './record.ts'
import { Site } from './site.ts'
import { startOf } from './started.ts'
import { listens, until } from './wait.ts'

test('a stack whose owner is killed leaves no process, no port and no folder behind', { timeout: 20_000 }, async () => {
  const port = await freePort()
  const { owner, folder, pids } = await startOwner('', port)
  await soon(listens(port))
  owner.kill('SIGKILL')
  await soon(async () => pids.every((pid) => startOf(pid) === undefined))
  await soon(() => isFree(port))
  await soon(async () => !existsSync(folder))
})

test('a start ends what a killed owner and its killed guard left behind', { timeout: 20_000 }, async () => {
  const folder = ownFolder()
  const { owner, guard, pids } = await startOwner(folder, await freePort())
  process.kill(guard, 'SIGKILL')
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  expect(pids.filter(startOf)).toEqual(pids)
  const successor = new Site({ folder })
  await successor.prepare()
  expect(pids.filter(startOf)).toEqual([])
  await successor.close()
})

test('a second start on a running stack is refused, and disturbs nothing', { timeout: 20_000 }, async () => {
  const folder = ownFolder()
  const { owner, pids } = await startOwner(folder, await freePort())
  const second = new Site({ folder })
  await expect(second.prepare()).rejects.toThrow(Problem)
  await second.close()
  expect(pids.filter(startOf)).toEqual(pids)
  expect(readRecord(folder)?.owner.pid).toBe(owner.pid)
  owner.kill('SIGKILL')
  await soon(async () => pids.every((pid) => startOf(pid) === undefined))
})

test('processes that end while the guard is let go need not be forgotten', async () => {
  const guard = postGuard()
  const released = guard.release()
  guard.forget(1)
  await released
})

test('a process that only has the pid of one that is gone is left alone', async () => {
  const bystander = spawn('sleep', ['30'], { detached: true })
  await once(bystander, 'spawn')
  const { pid } = sight('bystander', bystander.pid ?? 0)
  await reap([{ name: 'order', pid, start: 'long ago' }])
  expect(startOf(pid)).toBeDefined()
  bystander.kill()
})

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-test-'))
  folders.push(folder)
  return folder
}

/** Starts a process that owns a stack of two, one of which doesn't want to end. */
async function startOwner(folder: string, port: number) {
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'owner.fixture.ts'), folder, String(port)])
  const [line] = await once(owner.stdout, 'data')
  const seen: { folder: string; guard: number; pids: number[] } = JSON.parse(String(line))
  return { owner, ...seen }
}

const soon = (check: () => Promise<boolean>) => until(check, AbortSignal.timeout(8_000))
