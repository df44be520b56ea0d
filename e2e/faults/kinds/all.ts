import type { FaultKind } from '../plan/fault.ts'
import { kills } from './kills.ts'

/** Everything that can go wrong. */
export const kinds: readonly FaultKind[] = [...kills]

/** The kind of this name. */
export function kindNamed(name: string): FaultKind {
  const kind = kinds.find((one) => one.name === name)
  if (!kind) throw new Error(`there is no fault called ${name}: ${kinds.map((one) => one.name).join(', ')}`)
  return kind
}
