import { resolve } from 'node:path'
import { Problem, runCommand, say, stopOnSignal } from '@saga-shop/local'
import { chromiumPath } from '../../infra/toolchain/chromium.ts'
import { startBreakable } from '../break/start-breakable.ts'
import { openBrowser } from '../browser/open-browser.ts'
import { goodsFor } from '../demo/goods.ts'
import { journeysFor } from '../demo/journeys.ts'
import { startProgress } from '../demo/progress.ts'
import { runOrders } from '../demo/run-orders.ts'
import { fillShelves, openShop } from '../shop/index.ts'
import { openCamera } from './camera.ts'
import { type PicturesOptions, readCommandLine, usage } from './options.ts'
import { takeBreaking, takeMap, takeShop, takeXrays } from './scenes.ts'

// Orders that happen while pictures are taken; a parcel takes its time, as in a shop.
const orders = 120
const env = { carrier: { CARRIER_STEP_MS: '1500' } }

await runCommand({ usage, read: readCommandLine, run: takeAll, failed: 1 })

async function takeAll({ out }: PicturesOptions): Promise<number> {
  const chromium = chromiumPath()
  if (!chromium) throw new Problem('There is no Chromium on this machine: apt-get install chromium, or Google Chrome.')
  const { handOver } = stopOnSignal()
  say('starting a shop …')
  const { stack, control } = await startBreakable({ temporary: true, env })
  handOver(stack)
  const browser = await openBrowser(chromium)
  try {
    const shop = openShop(stack, { patience: 20_000 })
    await fillShelves(shop, goodsFor(orders))
    const progress = startProgress(orders)
    const camera = openCamera(browser, stack.urls.storefront, resolve(out), say)
    await takeShop(camera)
    await Promise.all([runOrders(shop, journeysFor(orders), progress), takeMap(camera)])
    await takeXrays(camera, progress)
    await takeBreaking(camera)
    return 0
  } finally {
    await browser.close()
    control.close()
    await stack.stop()
  }
}
