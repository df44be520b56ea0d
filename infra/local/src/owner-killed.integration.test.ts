import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isFree } from './ports.ts'
import { startOf } from './started.ts'
import { until } from './wait.ts'

test('a broker and a database whose owner is killed end, and leave their ports and their folder', async () => {
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'owner-of-servers.fixture.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(owner.stdout, 'data')
  const { folder, ports, pids }: { folder: string; ports: number[]; pids: number[] } = JSON.parse(String(line))
  expect(pids.every(startOf)).toBe(true)
  owner.kill('SIGKILL')
  await until(async () => pids.every((pid) => startOf(pid) === undefined), AbortSignal.timeout(8_000))
  await until(async () => !existsSync(folder), AbortSignal.timeout(8_000))
  expect(await Promise.all(ports.map(isFree))).toEqual([true, true, true])
})
