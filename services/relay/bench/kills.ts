import { setTimeout as delay } from 'node:timers/promises'
import type { Bench } from './bench.ts'
import { startRelay } from './relay-process.ts'
import { drained, insertTransaction } from './rows.ts'

const perTransaction = 20
const pause = 10
const between = 1_500

/** Announces 2,000 rows/s without a break and kills the relay again and again; returns how many rows there are then. */
export async function killRepeatedly(bench: Bench, from: number, kills: number): Promise<number> {
  const over = new AbortController()
  const announcing = announceUntil(bench, from, over.signal)
  let relay = await startRelay(bench)
  for (let kill = 1; kill <= kills; kill++) {
    await delay(between)
    await relay.kill()
    const begin = performance.now()
    relay = await startRelay(bench)
    console.error(`kill -9, number ${kill}: relaying again after ${Math.round(performance.now() - begin)} ms`)
  }
  over.abort()
  const announced = await announcing
  await drained(bench.admin)
  await relay.stop()
  return announced
}

async function announceUntil({ owner }: Bench, from: number, over: AbortSignal): Promise<number> {
  let next = from
  const begin = performance.now()
  for (let turn = 0; !over.aborted; turn++) {
    const early = begin + turn * pause - performance.now()
    if (early > 0) await delay(early)
    await insertTransaction(owner, next, next + perTransaction)
    next += perTransaction
  }
  return next
}
