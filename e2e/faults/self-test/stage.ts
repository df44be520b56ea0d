import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessName, Stack } from '@saga-shop/local'
import type { CrashPoint } from '@saga-shop/runtime/crash-point'
import { openShop, type Shop } from '../../shop/index.ts'
import { type Customers, customersOf } from './customers.ts'

/** A running shop, some of whose processes may have a bug, and what the world can do to it. */
export interface Stage extends Customers {
  readonly stack: Stack
  readonly shop: Shop
  /** Something happens to the shop; it is counted. */
  fault<Result>(work: () => Promise<Result> | Result): Promise<Result>
  readonly faults: number
  /** Starts a process again: the broken code, if it has the bug. */
  start(name: ProcessName, env?: Record<string, string>): Promise<void>
  /** Resolves when a process that was told to die there has died. */
  diesAt(name: ProcessName, point: CrashPoint): Promise<void>
}

// A process that never gets to its crash point is a scene that does not work.
const longestLife = 30_000

/** Opens the stage: `folderOf` says whose code is where. */
export function openStage(stack: Stack, folderOf: (name: ProcessName) => string | undefined): Stage {
  const shop = openShop(stack, { patience: 20_000 })
  let faults = 0

  return {
    ...customersOf(shop),
    stack,
    shop,
    get faults() {
      return faults
    },
    fault: async (work) => {
      faults++
      return await work()
    },
    start: (name, env) => stack.process(name).start(env, folderOf(name)),
    diesAt: async (name, point) => {
      faults++
      const gone = await Promise.race([stack.process(name).exited, sleep(longestLife)])
      if (gone?.signal !== 'SIGKILL') throw new Error(`${name} did not die at ${point}`)
    },
  }
}
