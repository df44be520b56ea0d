import { setTimeout as sleep } from 'node:timers/promises'
import { type Stack, startStack } from '@saga-shop/local'
import { openCustomers, stockShelves } from '../bench/customers.ts'
import { describe, judge, type Verdict } from '../judge/index.ts'

export interface Kills {
  readonly kills: number
  /** Orders per second. */
  readonly rate: number
  /** How long each relay lives, in milliseconds. */
  readonly every: number
  readonly progress: (line: string) => void
}

const connections = 64
const patience = 120

/** Kills the relay of a shop under load, and counts what came of it. */
export async function killRelays({ kills, rate, every, progress }: Kills) {
  const stack = await startStack({
    name: 'relay-kills',
    bench: true,
    env: { bank: { BANK_LATENCY_MS: '0' }, carrier: { CARRIER_STEP_MS: '0' } },
    onStep: ({ name, milliseconds }) => progress(`${name} is up after ${Math.round(milliseconds)} ms`),
  })
  const customers = openCustomers(stack.instances('basket'), connections)
  try {
    await stockShelves(stack, rate * kills * Math.ceil(every / 500))
    const over = new AbortController()
    const began = performance.now()
    const placing = placeUntil(over.signal, rate, customers.order)
    await killAgainAndAgain(stack, { kills, rate, every, progress })
    over.abort()
    const placed = await placing
    const seconds = (performance.now() - began) / 1_000
    const verdict = await judge(stack, { wait: patience, repeats: true })
    if (!verdict.satisfied) progress(describe(verdict))
    return { kills, ...placed, eventsPerSecond: Math.round(verdict.records / seconds), ...countsOf(verdict) }
  } finally {
    await customers.close()
    await stack.stop()
  }
}

async function killAgainAndAgain(stack: Stack, { kills, every, progress }: Kills) {
  const relay = stack.process('relay')
  for (let kill = 1; kill <= kills; kill++) {
    await sleep(every)
    await relay.kill()
    const began = performance.now()
    await relay.start()
    await relay.ready()
    progress(`kill -9, number ${kill}: relaying again after ${Math.round(performance.now() - began)} ms`)
  }
  await sleep(every)
}

/** Places orders at a fixed rate; resolves with how many were taken and how many the shop sent away, having too much to do. */
async function placeUntil(over: AbortSignal, rate: number, order: () => Promise<string>) {
  const began = performance.now()
  const placed: Promise<boolean>[] = []
  while (!over.aborted) {
    const early = began + (placed.length * 1_000) / rate - performance.now()
    if (early > 1) await sleep(early)
    placed.push(order().then(() => true, wasRefused))
  }
  const taken = (await Promise.all(placed)).filter((one) => one).length
  return { orders: taken, refused: placed.length - taken }
}

function wasRefused(error: unknown): false {
  if (error instanceof Error && /was answered with (429|503)/.test(error.message)) return false
  throw error
}

const effects = ['Orders', 'Money', 'Goods', 'Letters']

/** Events that stand twice are tolerated by the judge, and noted; all else that happens twice breaks a promise. */
function countsOf({ sections, satisfied, records }: Verdict) {
  const twice = sections
    .flatMap(({ rulings }) => rulings)
    .find(({ name }) => name === 'No event stands on a topic twice')
  const noted = twice?.notes?.find((note) => note.startsWith('tolerated: '))
  const doubled = sections.filter(({ name }) => effects.includes(name)).flatMap(({ rulings }) => rulings)
  return {
    records,
    duplicatesOnTopics: Number(/\d+/.exec(noted ?? '')?.[0] ?? 0),
    effectsDoubled: doubled.reduce((count, { violations }) => count + violations.length, 0),
    satisfied,
  }
}
