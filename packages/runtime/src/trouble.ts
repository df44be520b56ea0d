import type { Stopped } from './listening/listener.ts'
import type { Replay } from './restoring/replay.ts'

interface Standing {
  /** Since when transactions fail that should not. */
  readonly since: Date | undefined
  readonly replay: Pick<Replay, 'isOver'>
  readonly stopped: readonly Stopped[]
}

/** What a person on call should know first, in a sentence. */
export function troubleOf({ since, replay, stopped: [first] }: Standing): string | undefined {
  if (since) return `transactions fail since ${since.toISOString()}`
  if (!replay.isOver) return 'it hears again what it had heard before its database was restored'
  return first && `stopped at ${first.topic}, partition ${first.partition}, offset ${first.offset}: ${first.reason}`
}
