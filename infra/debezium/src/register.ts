import { setTimeout as sleep } from 'node:timers/promises'
import { type Service, services } from '@saga-shop/contracts'
import type { ConnectWorker, State } from './connect-worker.ts'
import { connectorOf } from './connector.ts'

/** Tells Connect of a connector for each service, and resolves when all of them run. */
export async function register(worker: ConnectWorker, say: (line: string) => void): Promise<void> {
  for (const service of services) await worker.put(nameOf(service), connectorOf(service))
  for (const service of services) {
    await runs(worker, nameOf(service))
    say(`${nameOf(service)}: follows the outbox of ${service}`)
  }
}

export const nameOf = (service: Service) => `outbox-${service}`

const patience = 60_000

async function runs(worker: ConnectWorker, name: string): Promise<void> {
  const until = performance.now() + patience
  for (let states: readonly State[] = []; !areRunning(states); await sleep(250)) {
    states = await worker.states(name)
    const failed = states.find(({ state }) => state === 'FAILED')
    if (failed) throw new Error(`${name} failed: ${firstLine(failed.trace)}`)
    if (performance.now() > until)
      throw new Error(`${name} does not run: ${states.map(({ state }) => state).join(', ')}`)
  }
}

const areRunning = (states: readonly State[]) => states.length > 1 && states.every(({ state }) => state === 'RUNNING')

const firstLine = (trace = 'it does not say why') => trace.split('\n')[0]
