import { setTimeout as sleep } from 'node:timers/promises'
import { findShop } from '@saga-shop/compose'
import { runCommand, say } from '@saga-shop/local'
import { type Order, readCommandLine, usage } from './command-line.ts'
import { describe } from './describe.ts'
import { judge } from './judge.ts'
import type { Shop } from './shop.ts'
import { watchPositions } from './watching/watch.ts'

await runCommand({ usage, read: readCommandLine, run })

async function run({ where, json, watch, ...options }: Order) {
  const shop = await findShop(where)
  const verdict = await judge(shop, { ...options, watched: await watchFor(shop, watch) })
  say(json ? JSON.stringify(verdict, null, 2) : describe(verdict))
  return verdict.satisfied ? 0 : 1
}

async function watchFor(shop: Shop, seconds: number) {
  if (seconds === 0) return undefined
  const watch = await watchPositions(shop)
  await sleep(seconds * 1_000)
  return watch.stop()
}
