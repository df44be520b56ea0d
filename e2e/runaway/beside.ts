import { setTimeout as sleep } from 'node:timers/promises'
import { type Quota, quotas, type Service } from '@saga-shop/contracts'
import type { StackView } from '@saga-shop/local'
import { watchArrivals } from '../bench/arrivals.ts'
import { type Pace, paceOf } from './pace.ts'
import { startRunaway, type Taken } from './runaway.ts'

/** How orders fared alone and beside a service that had run away, and what that one got. */
export interface Beside {
  readonly quota: Quota
  readonly calm: Pace
  readonly disturbed: Pace
  readonly taken: Taken
}

export interface BesideOptions {
  readonly service: Service
  readonly order: () => Promise<string>
  readonly count: number
  readonly everyMs: number
}

/** Measures the pace of orders, first alone, then beside a runaway. */
export async function besideRunaway(
  stack: Pick<StackView, 'kafka'>,
  { service, order, ...pace }: BesideOptions,
): Promise<Beside> {
  const quota = quotas().find(({ user }) => user === service)
  if (!quota) throw new Error(`${service} has no quota`)
  const arrivals = await watchArrivals(stack)
  try {
    await paceOf(order, arrivals, { ...pace, count: 10 }) // warms up, and is not counted
    const calm = await paceOf(order, arrivals, pace)
    const runaway = await startRunaway(stack, service)
    try {
      await sleep(secondsOfGrace * 1_000)
      runaway.taken()
      const disturbed = await paceOf(order, arrivals, pace)
      return { quota, calm, disturbed, taken: runaway.taken() }
    } finally {
      await runaway.stop()
    }
  } finally {
    await arrivals.stop()
  }
}

/** A broker looks at the mean of the last eleven seconds: whoever was quiet may take that much at once. */
const secondsOfGrace = 3

/** A few lines for whoever watches. */
export function describe({ quota, calm, disturbed, taken }: Beside): string {
  const rate = (bytes: number) => `${(bytes / taken.seconds / 1e6).toFixed(1)} MB/s`
  return [
    `${quota.user} ran away for ${taken.seconds.toFixed(1)} s: ${Math.round(taken.requests / taken.seconds)} requests/s`,
    `  wrote ${rate(taken.produced)}, its quota is ${(quota.produceBytesPerSecond / 1e6).toFixed(1)} MB/s`,
    `  read ${rate(taken.consumed)}, its quota is ${(quota.consumeBytesPerSecond / 1e6).toFixed(1)} MB/s`,
    `  was made to wait for ${(taken.throttledMs / 1_000).toFixed(1)} s on all connections together`,
    `checkout to confirmed, alone:     p50 ${calm.p50} ms, p90 ${calm.p90} ms, p99 ${calm.p99} ms`,
    `checkout to confirmed, beside it: p50 ${disturbed.p50} ms, p90 ${disturbed.p90} ms, p99 ${disturbed.p99} ms`,
  ].join('\n')
}
