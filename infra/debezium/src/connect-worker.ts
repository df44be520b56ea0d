import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectorConfig } from './connector.ts'

/** A worker of Kafka Connect, over its REST interface. */
export interface ConnectWorker {
  /** Says how a connector shall be; the same words again change nothing. */
  put(name: string, config: ConnectorConfig): Promise<void>
  /** How the connector and its tasks are: `RUNNING`, `FAILED` and why. */
  states(name: string): Promise<readonly State[]>
}

export interface State {
  readonly state: string
  readonly trace?: string
}

interface Status {
  readonly connector: State
  readonly tasks: readonly State[]
}

/** The worker at this address. */
export const connectWorkerAt = (url: string): ConnectWorker => ({
  async put(name, config) {
    await ask(`${url}/connectors/${name}/config`, {
      method: 'PUT',
      body: JSON.stringify(config),
      headers: { 'content-type': 'application/json' },
    })
  },
  async states(name) {
    const { connector, tasks } = await ask<Status>(`${url}/connectors/${name}/status`)
    return [connector, ...tasks]
  },
})

// A worker that is joining its group, or giving tasks out anew, says so with these; one that has just been told knows no status yet.
const notYet = new Set([404, 409, 503])
const patience = 60_000

async function ask<Answer>(url: string, init: RequestInit = {}): Promise<Answer> {
  const until = performance.now() + patience
  for (;;) {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) }).catch((error: Error) => error)
    if (answer instanceof Response && answer.ok) return (await answer.json()) as Answer
    const why = answer instanceof Response ? `${answer.status}: ${await answer.text()}` : answer.message
    const hopeless = answer instanceof Response && !notYet.has(answer.status)
    if (hopeless || performance.now() > until) throw new Error(`${url} was answered with ${why}`)
    await sleep(500)
  }
}
