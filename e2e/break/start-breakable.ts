import { type Stack, type StackOptions, startStack } from '@saga-shop/local'
import { type BreakControl, openBreakControl } from './control.ts'

/** A stack whose keeper may break it from the page. */
export interface Breakable {
  readonly stack: Stack
  readonly control: BreakControl
}

/** Starts one: its storefront is the only one who is told where to ask for that, and with which token. */
export async function startBreakable(options: StackOptions): Promise<Breakable> {
  const control = await openBreakControl()
  try {
    const storefront = { ...options.env?.storefront, ...control.env }
    const stack = await startStack({ ...options, storefront: true, env: { ...options.env, storefront } })
    control.take(stack)
    return { stack, control }
  } catch (error) {
    control.close()
    throw error
  }
}
