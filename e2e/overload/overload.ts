import { setTimeout as sleep } from 'node:timers/promises'
import { type Stack, startStack } from '@saga-shop/local'
import { type Arrivals, watchArrivals } from '../bench/arrivals.ts'
import { stockShelves } from '../bench/customers.ts'
import { watchMemory } from '../bench/memory.ts'
import { readProcesses } from '../bench/processes.ts'
import { type Crowd, openCrowd } from './attempts.ts'
import { watchDoor } from './door.ts'
import type { OverloadOptions } from './options.ts'

type Tell = (line: string) => void

/** Overloads a shop of its own, and gives the figures. */
export async function overload(options: OverloadOptions, tell: Tell) {
  const quiet = { LOG_LEVEL: 'warn' }
  const stack = await startStack({
    temporary: true,
    env: {
      basket: { ...quiet, ORDERS_UNDER_WAY: String(options.underWay) },
      order: { ...quiet, BATCH_CAUSES: String(options.causes) },
      payment: quiet,
      shipping: quiet,
      email: { ...quiet, MAIL_TRANSPORT: 'accept' },
      bank: { BANK_LATENCY_MS: '0' },
      carrier: { CARRIER_STEP_MS: '0' },
    },
  })
  const arrivals = await watchArrivals(stack)
  try {
    await stockShelves(stack, 100_000)
    const capacity = await whatItTakes(stack, arrivals, options.orders)
    tell(`the shop takes ${capacity} orders per second`)
    return { capacity, ...(await tooMuch(stack, arrivals, { ...options, capacity, tell })) }
  } finally {
    await arrivals.stop()
    await stack.stop()
  }
}

/** Orders per second, delivered, when customers wait for each other. */
async function whatItTakes(stack: Stack, arrivals: Arrivals, orders: number): Promise<number> {
  const crowd = openCrowd(stack.urls.basket)
  const began = performance.now()
  const shop = async () => {
    while (crowd.fared.accepted.size < orders) await crowd.attempt()
  }
  await Promise.all(Array.from({ length: 32 }, shop))
  await allDelivered(crowd, arrivals)
  await crowd.close()
  return Math.max(1, Math.round((crowd.fared.accepted.size * 1_000) / (performance.now() - began)))
}

interface Load extends OverloadOptions {
  readonly capacity: number
  readonly tell: Tell
}

async function tooMuch(stack: Stack, arrivals: Arrivals, { capacity, factor, seconds, tell }: Load) {
  const crowd = openCrowd(stack.urls.basket)
  const [door, memory] = [watchDoor(stack.urls.basket), watchMemory(() => readProcesses(stack), 1_000)]
  await crowd.come(capacity * factor, seconds)
  const { offered, accepted, refused, strange, silent, slowestMs } = { ...crowd.fared }
  tell(`offered ${offered}, accepted ${accepted.size}, refused ${JSON.stringify(refused)}`)
  const ended = performance.now()
  while (!(await crowd.attempt())) await sleep(50)
  const acceptsAgainMs = Math.round(performance.now() - ended)
  await allDelivered(crowd, arrivals)
  const drainedMs = Math.round(performance.now() - ended)
  await crowd.close()
  const finished = [...crowd.fared.accepted].filter((id) => arrivals.delivered.has(id)).length
  return {
    offered,
    accepted: crowd.fared.accepted.size,
    refused,
    strange: strange.slice(0, 5),
    silent,
    slowestAnswerMs: slowestMs,
    finished,
    acceptsAgainMs,
    drainedMs,
    health: await door.stop(),
    memory: memory.stop(),
  }
}

/** Resolves when all that was taken is delivered, or nothing was for a minute. */
async function allDelivered({ fared }: Crowd, { delivered }: Arrivals) {
  let [open, since] = [Number.POSITIVE_INFINITY, performance.now()]
  while (performance.now() - since < 60_000) {
    const left = [...fared.accepted].filter((id) => !delivered.has(id)).length
    if (left === 0) return
    if (left < open) since = performance.now()
    open = Math.min(open, left)
    await sleep(100)
  }
}

export type Overloaded = Awaited<ReturnType<typeof overload>>

/** What should not have happened, in sentences. */
export const found = ({ accepted, finished, silent, strange, health }: Overloaded): string[] => [
  ...(silent > 0 ? [`${silent} requests were not answered`] : []),
  ...strange.map((answer) => `a refusal does not say when to come back: ${answer}`),
  ...(finished < accepted ? [`${accepted - finished} orders that were taken are not delivered`] : []),
  ...(health.unanswered > 0
    ? [`health was asked for ${health.asked} times, and not answered ${health.unanswered} times`]
    : []),
]
