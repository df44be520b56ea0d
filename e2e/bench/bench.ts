import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { type Stack, startStack } from '@saga-shop/local'
import { watchArrivals } from './arrivals.ts'
import { openCustomers, stockShelves } from './customers.ts'
import { type Load, placeAsFastAsItGoes, placeAtRate, shoppers } from './load.ts'
import { watchMemory } from './memory.ts'
import type { BenchOptions } from './options.ts'
import { percentiles } from './percentiles.ts'
import { besidePoison } from './poison.ts'
import { type Figures, readProcesses } from './processes.ts'
import { readCounts } from './service-figures.ts'
import { allSettled } from './settled.ts'

const progress = (line: string) => void process.stderr.write(`${line}\n`)
const eventsPerOrder = 7 // OrderRequested … OrderDelivered, all on the way of an order that goes well

/** Runs both parts on a stack of its own, and gives the figures. */
export async function bench(options: BenchOptions) {
  const stack = await startStack({
    name: 'bench',
    bench: true,
    instances: options.instances,
    env: environment(options),
    onStep: ({ name, milliseconds }) => progress(`${name} is up after ${Math.round(milliseconds)} ms`),
  })
  const arrivals = await watchArrivals(stack)
  const customers = openCustomers(stack.instances('basket'), shoppers)
  try {
    await stockShelves(stack, options.orders * 2)
    const load = { customers, arrivals, progress }
    await placeAsFastAsItGoes(Math.min(warmUp, Math.ceil(options.orders / 2)), load)
    const figures = await peak(stack, options, load)
    const rate = options.rate ?? Math.max(1, Math.floor(figures.ordersPerSecond / 2))
    const paced = await atRate(rate, options.seconds, load)
    const { poison: percent, seconds } = options
    const poisoned = percent > 0 && (await besidePoison(stack, { rate, seconds, percent, eventsPerOrder }, load))
    return { ...figures, ...paced, ...poisoned, ...context() }
  } finally {
    await customers.close()
    await arrivals.stop()
    await stack.stop()
  }
}

// Orders before those that count: by then compilers have done their work, and heaps and caches have their size.
const warmUp = 10_000

const environment = ({ mail }: BenchOptions) => ({
  ...Object.fromEntries(
    ['basket', 'order', 'payment', 'shipping', 'relay'].map((name) => [name, { LOG_LEVEL: 'warn' }]),
  ),
  email: { LOG_LEVEL: 'warn', ...(!mail && { MAIL_TRANSPORT: 'accept' }) },
  bank: { BANK_LATENCY_MS: '0' },
  carrier: { CARRIER_STEP_MS: '0' },
})

async function peak(stack: Stack, { orders }: BenchOptions, load: Load) {
  const [before, countsBefore] = [readProcesses(stack), await readCounts(stack)]
  const memory = watchMemory(() => readProcesses(stack), 5_000)
  const began = performance.now()
  await placeAsFastAsItGoes(orders, load)
  await allSettled(stack)
  const seconds = (performance.now() - began) / 1_000
  const [after, countsAfter] = [readProcesses(stack), await readCounts(stack)]
  const { peakMb, growth, totalPeakMb } = memory.stop()
  return {
    ordersPerSecond: round(orders / seconds),
    eventsPerSecond: round((orders * eventsPerOrder) / seconds),
    cpuSecondsPer1000Orders: cpuUsed(before, after, orders),
    peakMemoryMb: { total: totalPeakMb, ...peakMb },
    memoryGrowth: growth,
    transactionsPerOrder: round((countsAfter.transactions - countsBefore.transactions) / orders),
    statementsPerOrder: round((countsAfter.statements - countsBefore.statements) / orders),
  }
}

function cpuUsed(before: ReadonlyMap<string, Figures>, after: ReadonlyMap<string, Figures>, orders: number) {
  const used = [...after].map(([name, figures]): [string, number] => [
    name,
    ((figures.cpuSeconds - (before.get(name)?.cpuSeconds ?? 0)) * 1_000) / orders,
  ])
  const total = used.reduce((sum, [, seconds]) => sum + seconds, 0)
  return { total: round(total), ...Object.fromEntries(used.map(([name, seconds]) => [name, round(seconds)])) }
}

async function atRate(rate: number, seconds: number, load: Load) {
  const sent = await placeAtRate(rate, seconds, load)
  const since = (arrived: ReadonlyMap<string, number>) =>
    percentiles([...sent].map(([id, at]) => (arrived.get(id) ?? Number.NaN) - at))
  return {
    rate,
    checkoutToConfirmedMs: since(load.arrivals.confirmed),
    checkoutToDeliveredMs: since(load.arrivals.delivered),
  }
}

const context = () => ({
  machine: {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
})

const round = (value: number) => Math.round(value * 100) / 100
