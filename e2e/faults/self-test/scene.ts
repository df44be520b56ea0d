import type { ProcessName } from '@saga-shop/local'
import type { Stage } from './stage.ts'

/** What happens to the shop, so that a bug shows. A sound shop survives it. */
export interface Scene {
  /** For the table. */
  readonly name: string
  /** Further settings of single processes from the beginning. */
  readonly starts?: Partial<Record<ProcessName, Record<string, string>>>
  /** Whether an event may stand on its topic twice afterwards: the scene put it there. */
  readonly repeats?: boolean
  /** Whether an order may wait for a person afterwards: the scene gave one a reason. */
  readonly parked?: boolean
  play(stage: Stage): Promise<void>
}
