import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { openMetrics } from './metrics.ts'
import { Source } from './source.ts'
import type { Stage } from './stage.fixtures.ts'

/** A relay of one source in this process. */
export function startSource({ settings }: Stage) {
  const metrics = openMetrics(async () => new Map())
  const source = new Source(settings, pino({ level: 'silent' }), metrics.of(settings.name))
  const stop = new AbortController()
  const stopped = source.run(stop.signal)
  const end = () => {
    stop.abort()
    return stopped
  }
  onTestFinished(end)
  return { state: () => source.state, stop: end, metrics: metrics.registry }
}

/** The relay as a process of its own, that can be killed. */
export async function spawnRelay({ settings }: Stage, env: Record<string, string> = {}) {
  const port = await freePort()
  const prefix = `RELAY_${settings.name.toUpperCase()}`
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PORT: String(port),
      RELAY_SOURCES: settings.name,
      KAFKA_BROKERS: settings.brokers.join(','),
      [`${prefix}_DATABASE_URL`]: settings.databaseUrl,
      [`${prefix}_KAFKA_USERNAME`]: settings.username,
      [`${prefix}_KAFKA_PASSWORD`]: settings.password,
      ...env,
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { ...handleOf(child), url: `http://127.0.0.1:${port}` }
}

/** What a test does with a process: reads what it said, sends signals, waits for its end. */
export function handleOf(child: ChildProcess) {
  const said: string[] = []
  const exited = once(child, 'exit')
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => said.push(String(text)))
  return {
    said: () => said.join(''),
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    /** Sends a signal and resolves with the exit code when the process is gone. */
    async end(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal)
      const [code] = await exited
      return code
    },
    exited: async (): Promise<number | null> => (await exited)[0],
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
