import { mkdirSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { readStack } from '@saga-shop/local'
import { buildPages } from '@saga-shop/pages/build'
import { goodsFor } from '../demo/goods.ts'
import { journeysFor } from '../demo/journeys.ts'
import { startProgress } from '../demo/progress.ts'
import { runOrders } from '../demo/run-orders.ts'
import { ask, fillShelves, openShop } from '../shop/index.ts'
import { logInAt } from '../storefront/client.ts'
import { storefrontOf } from '../storefront/find.ts'
import { Misunderstood, type RecordOptions, readCommandLine, usage } from './command-line.ts'
import { record } from './record.ts'

try {
  const options = readCommandLine(process.argv.slice(2))
  if (options === 'help') say(usage)
  else await run(options)
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = error instanceof Misunderstood ? 64 : 1
}

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
  if (!pages) return
  await buildPages({ recorded: true, outDir: resolve(pages) })
  await copyFile(file, join(resolve(pages), 'recording.json'))
  say(`✓ ${pages}: pages that play it. Any file server will do: npx serve ${pages}`)
}

async function placeOrders(folder: string, orders: number) {
  if (orders === 0) return
  const shop = openShop(readStack(folder), { patience: 20_000 })
  await fillShelves(shop, goodsFor(orders))
  await runOrders(shop, journeysFor(orders), startProgress(orders))
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
