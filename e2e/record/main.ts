import { mkdirSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readStack, runCommand, say } from '@saga-shop/local'
import { buildPages } from '@saga-shop/pages/build'
import { goodsFor } from '../demo/goods.ts'
import { journeysFor } from '../demo/journeys.ts'
import { startProgress } from '../demo/progress.ts'
import { runOrders } from '../demo/run-orders.ts'
import { ask, fillShelves, openShop } from '../shop/index.ts'
import { logInAt } from '../storefront/client.ts'
import { storefrontOf } from '../storefront/find.ts'
import { type RecordOptions, readCommandLine, usage } from './command-line.ts'
import { record } from './record.ts'

await runCommand({ usage, read: readCommandLine, run, failed: 1 })

async function run({ seconds, orders, out, pages, folder }: RecordOptions) {
  const url = storefrontOf(folder)
  const keeper = await logInAt(url, 'keeper')
  const { body: accounts } = await ask<Parameters<typeof record>[1]>(`${url}/api/accounts`)
  say(`recording ${url} for ${seconds} s …`)
  const [recording] = await Promise.all([record(keeper, accounts, seconds), placeOrders(folder, orders)])
  const file = resolve(out)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(recording))
  say(`✓ ${out}: ${recording.events.length} events, ${Object.keys(recording.trails).length} orders`)
  if (!pages) return 0
  await buildPages({ recorded: true, outDir: resolve(pages) })
  await copyFile(file, join(resolve(pages), 'recording.json'))
  say(`✓ ${pages}: pages that play it. Any file server will do: npx serve ${pages}`)
  return 0
}

async function placeOrders(folder: string, orders: number) {
  if (orders === 0) return
  const shop = openShop(readStack(folder), { patience: 20_000 })
  await fillShelves(shop, goodsFor(orders))
  await runOrders(shop, journeysFor(orders), startProgress(orders))
}
