import { type ProcessName, type Stack, startStack } from '@saga-shop/local'
import { type Finding, findingsIn, keyOf, shopComesToRest } from './findings.ts'
import { openStage } from './stage.ts'

/** Everybody outside is quick, and nobody waits long for anybody: what goes wrong shall show soon. */
const env = {
  bank: { BANK_LATE_MS: '1500' },
  carrier: { CARRIER_STEP_MS: '150' },
  payment: { BANK_TIMEOUT_MS: '600' },
  shipping: { TRACK_EVERY_MS: '60', CARRIER_TIMEOUT_MS: '800' },
  email: { MAIL_TIMEOUT_MS: '800' },
}

/** A shop that bug after bug is tried in, as long as each leaves it at rest; then there is a new one. */
export interface Theatre {
  /** A running shop of ours, and what is wrong with it already. */
  open(): Promise<{ readonly stack: Stack; readonly known: ReadonlySet<string>; readonly fresh: boolean }>
  /** Everybody runs our code again. */
  restore(touched: readonly ProcessName[]): Promise<void>
  close(): Promise<void>
}

export function theatre(tell: (line: string) => void): Theatre {
  let stack: Stack | undefined
  let known: ReadonlySet<string> = new Set()

  async function open() {
    const fresh = stack === undefined
    if (!stack) {
      tell('starting a shop …')
      stack = await startStack({ temporary: true, env, spares: ['basket-2', 'order-2', 'relay-2'] })
      known = new Set()
    }
    return { stack, known, fresh }
  }

  async function close() {
    await stack?.stop()
    stack = undefined
  }

  return {
    open,
    close,
    restore: async (touched) => {
      if (!stack) return
      const left = await restored(stack, touched).catch(() => undefined)
      if (left?.every(({ promise }) => promise !== shopComesToRest)) known = new Set(left.map(keyOf))
      else await close()
    },
  }
}

/** Whether it only runs when a scene needs it. */
export const isSpare = (name: ProcessName): boolean => name.endsWith('-2')

/** What stays wrong when everybody runs our code again. */
async function restored(stack: Stack, touched: readonly ProcessName[]): Promise<Finding[]> {
  await Promise.all(touched.map((name) => (isSpare(name) ? stack.process(name).stop() : stack.restart(name))))
  return findingsIn(
    openStage(stack, () => undefined),
    {},
  )
}
