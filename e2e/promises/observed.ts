import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localFolder } from '@saga-shop/local'

/** What a run of `npm run faults` says of itself in its `outcome.json`. */
export interface Observed {
  readonly at: string
  readonly cpus: number
  readonly seed: number
  readonly faults: number
  readonly orders: number
  readonly events?: number
  readonly violations: readonly string[]
  readonly all: Recovery
  readonly kinds: readonly Recovery[]
}

/** How often a kind of fault came, and how long the shop took to recover, in milliseconds. */
export interface Recovery {
  readonly kind: string
  readonly count: number
  readonly p50: number
  readonly p99: number
}

/** The run that is kept in this folder, or the newest in `.local/faults` that was played to its end. */
export function observedIn(folder?: string): Observed | undefined {
  const folders = folder ? [folder] : globSync(join(localFolder, 'faults/*')).toSorted().toReversed()
  const found = folders.map((one) => join(one, 'outcome.json')).find((file) => existsSync(file))
  return found ? JSON.parse(readFileSync(found, 'utf8')) : undefined
}
