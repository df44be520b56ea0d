import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@saga-shop/local/parts'
import type { Stage } from './stage.ts'

const main = join(import.meta.dirname, '../src/main.ts')

/** The relay as it runs in production: a process of its own. */
export class RelayProcess {
  private readonly child: ChildProcess
  private readonly url: string

  private constructor(child: ChildProcess, url: string) {
    this.child = child
    this.url = url
  }

  /** Starts a relay for the stage's outbox, and resolves when it relays. */
  static async start(stage: Stage): Promise<RelayProcess> {
    const port = await freePort()
    const env = {
      PORT: String(port),
      LOG_LEVEL: 'warn',
      RELAY_SOURCES: 'order',
      KAFKA_BROKERS: stage.brokers.join(','),
      RELAY_ORDER_DATABASE_URL: stage.urls.relay,
      RELAY_ORDER_KAFKA_USERNAME: stage.user.username,
      RELAY_ORDER_KAFKA_PASSWORD: stage.user.password,
    }
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 2, 2] })
    const relay = new RelayProcess(child, `http://127.0.0.1:${port}`)
    while (!(await relay.isReady())) await delay(5)
    return relay
  }

  async kill(): Promise<void> {
    const gone = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await gone
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit')
    this.child.kill('SIGTERM')
    const [code] = await gone
    if (code !== 0) throw new Error(`the relay ended with code ${code}`)
  }

  async cpuSeconds(): Promise<number> {
    const metrics = await (await fetch(`${this.url}/metrics`)).text()
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1])
  }

  /** The most memory it ever held, in MB; NaN where the system does not say. */
  peakMemory(): number {
    const status = `/proc/${this.child.pid}/status`
    return existsSync(status) ? Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]) / 1024 : Number.NaN
  }

  private async isReady(): Promise<boolean> {
    if (this.child.exitCode !== null) throw new Error(`the relay ended with code ${this.child.exitCode}`)
    return fetch(`${this.url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  }
}
