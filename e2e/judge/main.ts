import { setTimeout as sleep } from 'node:timers/promises'
import { findShop } from '@saga-shop/compose'
import { type Order, readCommandLine, usage } from './command-line.ts'
import { describe } from './describe.ts'
import { judge } from './judge.ts'
import type { Shop } from './shop.ts'
import { watchPositions } from './watching/watch.ts'

try {
  const order = readCommandLine(process.argv.slice(2))
  if (order === 'help') say(usage)
  else await run(order)
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}

async function run({ where, json, watch, ...options }: Order) {
  const shop = await findShop(where)
  const verdict = await judge(shop, { ...options, watched: await watchFor(shop, watch) })
  say(json ? JSON.stringify(verdict, null, 2) : describe(verdict))
  process.exitCode = verdict.satisfied ? 0 : 1
}

async function watchFor(shop: Shop, seconds: number) {
  if (seconds === 0) return undefined
  const watch = await watchPositions(shop)
  await sleep(seconds * 1_000)
  return watch.stop()
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
