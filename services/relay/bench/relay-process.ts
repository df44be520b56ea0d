import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@saga-shop/local/parts'
import type { Stage } from './stage.ts'

const main = join(import.meta.dirname, '../src/main.ts')

/** Starts a relay as it runs in production, a process of its own, for the stage's outbox; resolves when it relays. */
export async function startRelay({ site, urls, brokers, user }: Stage) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const process = await site.run({
    name: 'relay',
    command: globalThis.process.execPath,
    arguments: [main],
    env: {
      PORT: String(port),
      RELAY_SOURCES: 'order',
      KAFKA_BROKERS: brokers.join(','),
      RELAY_ORDER_DATABASE_URL: urls.relay,
      RELAY_ORDER_KAFKA_USERNAME: user.username,
      RELAY_ORDER_KAFKA_PASSWORD: user.password,
    },
    ready: () =>
      fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
  })
  return {
    url,
    kill: () => process.kill('SIGKILL'),
    stop: () => process.stop(),
    cpuSeconds: () => cpuSeconds(url),
    peakMemory: () => peakMemory(process.pid),
  }
}

async function cpuSeconds(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1])
}

/** The most memory it ever held, in MB; NaN where the system does not say. */
function peakMemory(pid: number | undefined): number {
  const status = `/proc/${pid}/status`
  return existsSync(status) ? Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]) / 1024 : Number.NaN
}
