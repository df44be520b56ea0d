import type { FaultKind } from '../plan/fault.ts'
import { clockJumps } from './clock-jumps.ts'
import { crashes } from './crash-points.ts'
import { duplicates } from './duplicates.ts'
import { fullDisks } from './full-disks.ts'
import { kills } from './kills.ts'
import { lostSlots } from './lost-slots.ts'
import { pauses } from './pauses.ts'
import { poison } from './poison.ts'
import { registryDown } from './registry-down.ts'
import { storms } from './storms.ts'
import { ways } from './ways.ts'

/** Everything that can go wrong. */
export const kinds: readonly FaultKind[] = [
  ...kills,
  crashes,
  ...pauses,
  ...ways,
  duplicates,
  poison,
  storms,
  registryDown,
  clockJumps,
  ...fullDisks,
  lostSlots,
]

/** The kind of this name. */
export function kindNamed(name: string): FaultKind {
  const kind = kinds.find((one) => one.name === name)
  if (!kind) throw new Error(`there is no fault called ${name}: ${kinds.map((one) => one.name).join(', ')}`)
  return kind
}
