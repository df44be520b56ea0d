import type { Standing } from './standing.ts'

interface Still {
  readonly position: number
  readonly since: number
  readonly patience: number
}

const mostPatience = 16

/** Notices partitions that stand still although there is more to hear. */
export function openProgress(patience: number) {
  let seen = new Map<string, Still>()

  /** Those that have stood still too long by now. Each counts anew then, and with twice the patience: perhaps it is not the client. */
  function look(standings: readonly Standing[], now: number): Standing[] {
    const before = seen
    const stuck: Standing[] = []
    seen = new Map()
    for (const standing of standings.filter(({ position, end }) => position < end)) {
      const place = `${standing.topic} ${standing.partition}`
      const still = before.get(place)
      const moved = still?.position !== standing.position
      const waited = moved ? 0 : now - still.since
      const tooLong = !moved && waited >= still.patience
      if (tooLong) stuck.push(standing)
      seen.set(place, {
        position: standing.position,
        since: now - (tooLong ? 0 : waited),
        patience: moved ? patience : Math.min(still.patience * (tooLong ? 2 : 1), mostPatience * patience),
      })
    }
    return stuck
  }

  return {
    look,
    /** What was seen until now proves nothing. */
    forget: () => seen.clear(),
  }
}
