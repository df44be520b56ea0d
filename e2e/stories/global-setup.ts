import { startStack } from '@saga-shop/local'
import type { TestProject } from 'vitest/node'
import { openControl } from './control.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the running shop that all stories share. */
    readonly shopFolder: string
    /** Where its processes can be killed and started. */
    readonly shopControl: string
  }
}

// A parcel takes its time, so that a customer can cancel while it travels, also on a busy machine.
const unhurried = '500'

/** Runs one shop for all stories. They share it as customers do: each brings its own products. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({
    temporary: true,
    storefront: true,
    env: { carrier: { CARRIER_STEP_MS: unhurried } },
  })
  const control = await openControl(stack)
  provide('shopFolder', stack.folder)
  provide('shopControl', control.url)
  return async () => {
    control.close()
    await stack.stop()
  }
}
