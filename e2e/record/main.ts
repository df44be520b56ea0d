import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readStack, runCommand, say } from '@saga-shop/local'
import { goodsFor } from '../demo/goods.ts'
import { journeysFor } from '../demo/journeys.ts'
import { startProgress } from '../demo/progress.ts'
import { runOrders } from '../demo/run-orders.ts'
import { writePlayer } from '../play/write-player.ts'
import { ask, fillShelves, openShop } from '../shop/index.ts'
import { logInAt } from '../storefront/client.ts'
import { storefrontOf } from '../storefront/find.ts'
import { type RecordOptions, readCommandLine, usage } from './command-line.ts'
import { record } from './record.ts'

// The last orders come early enough to be seen at their door.
const shareOfTheTime = 0.7

await runCommand({ usage, read: readCommandLine, run, failed: 1 })

async function run({ seconds, orders, out, pages, folder }: RecordOptions) {
  const url = storefrontOf(folder)
  const keeper = await logInAt(url, 'keeper')
  const { body: accounts } = await ask<Parameters<typeof record>[1]>(`${url}/api/accounts`)
  say(`recording ${url} for ${seconds} s …`)
  const [recording] = await Promise.all([record(keeper, accounts, seconds), placeOrders(folder, orders, seconds)])
  const file = resolve(out)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(recording))
  say(`✓ ${out}: ${recording.events.length} events, ${Object.keys(recording.trails).length} orders`)
  if (!pages) return 0
  await writePlayer(file, pages)
  say(`✓ ${pages}: pages that play it. Any web server will do, or: npm run play -- ${out}`)
  return 0
}

async function placeOrders(folder: string, orders: number, seconds: number) {
  if (orders === 0) return
  const shop = openShop(readStack(folder), { patience: 20_000 })
  await fillShelves(shop, goodsFor(orders))
  await runOrders(shop, journeysFor(orders), startProgress(orders), (seconds * 1_000 * shareOfTheTime) / orders)
}
