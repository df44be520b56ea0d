import type { TestProject } from 'vitest/node'
import { chromiumPath } from '../../infra/toolchain/chromium.ts'
import { startBreakable } from '../break/start-breakable.ts'
import { fillShelves, openShop } from '../shop/index.ts'
import { openControl } from '../stories/control.ts'
import { goods } from './goods.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The machine's own browser; nothing where there is none. */
    readonly chromium: string
    /** The folder of the running shop. */
    readonly shopFolder: string
    /** Where its processes can be killed and started. */
    readonly shopControl: string
  }
}

// A parcel takes its time, so that a customer can cancel while it travels, also on a busy machine.
const unhurried = '2000'

/** Runs one shop, with its window, for all tests in the browser. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const chromium = chromiumPath()
  if (!chromium) throw new Error('There is no Chromium on this machine: apt-get install chromium, or Google Chrome.')
  const env = { carrier: { CARRIER_STEP_MS: unhurried } }
  const { stack, control: breaking } = await startBreakable({ temporary: true, env })
  const control = await openControl(stack)
  await fillShelves(openShop(stack, { patience: 20_000 }), goods)
  provide('chromium', chromium)
  provide('shopFolder', stack.folder)
  provide('shopControl', control.url)
  return async () => {
    control.close()
    breaking.close()
    await stack.stop()
  }
}
