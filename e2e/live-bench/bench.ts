import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Stack, startStack } from '@saga-shop/local'
import { percentiles } from '../bench/percentiles.ts'
import { readProcesses } from '../bench/processes.ts'
import { announce } from './announcer.ts'
import type { BenchOptions } from './options.ts'
import type { HeardByAll, Order } from './watchers.ts'

/** What was found out. */
export interface Bench {
  readonly clients: number
  readonly events: number
  readonly eventsPerSecond: number
  readonly fewestHeard: number
  readonly mostHeard: number
  readonly megabytes: number
  readonly delayMs: { readonly p50: number; readonly p90: number; readonly p99: number }
  readonly storefront: { readonly cpuPercent: number; readonly memoryMb: number; readonly dropped: number }
}

/** Kafka, the registry and the storefront, without services; events come from here, and clients are a process of their own. */
export async function benchLive(
  { clients, rate, seconds }: BenchOptions,
  tell: (line: string) => void,
): Promise<Bench> {
  const stack = await startStack({
    temporary: true,
    services: [],
    storefront: true,
    env: { storefront: { LIVE_CLIENTS: String(clients), LOG_LEVEL: 'warn' } },
  })
  const watchers = fork(fileURLToPath(new URL('./watchers.ts', import.meta.url)))
  try {
    await ask(watchers, { url: `${stack.urls.storefront}/api/live`, clients })
    tell(`✓ ${clients} watch`)
    const before = { at: performance.now(), ...figuresOf(stack) }
    const events = await announce(stack, rate, seconds)
    const after = { at: performance.now(), ...figuresOf(stack) }
    await sleep(1_000) // the last events are on their way
    const { fewest, most, megabytes, delays } = await ask<HeardByAll>(watchers, 'report')
    const cpuPercent = Math.round(((after.cpuSeconds - before.cpuSeconds) / (after.at - before.at)) * 100_000)
    return {
      clients,
      events,
      eventsPerSecond: Math.round(events / seconds),
      fewestHeard: fewest,
      mostHeard: most,
      megabytes,
      delayMs: percentiles(delays),
      storefront: { cpuPercent, memoryMb: Math.round(after.memoryMb), dropped: await droppedBy(stack) },
    }
  } finally {
    watchers.kill()
    await stack.stop()
  }
}

const figuresOf = (stack: Stack) => readProcesses(stack).get('storefront') ?? { cpuSeconds: 0, memoryMb: 0, ownMb: 0 }

async function ask<Answer>(child: ChildProcess, what: Order | 'report'): Promise<Answer> {
  child.send(what)
  const [answer] = await once(child, 'message')
  return answer
}

async function droppedBy({ urls }: Stack): Promise<number> {
  const text = await (await fetch(`${urls.storefront}/metrics`)).text()
  return Number(/^storefront_live_dropped\S* (\d+)/m.exec(text)?.[1] ?? Number.NaN)
}
