import type { Bug } from './bug.ts'
import { isAsExpected } from './table.ts'
import { theatre } from './theatre.ts'
import { type Trial, tryBug } from './try-bug.ts'

export interface SelfTestOptions {
  readonly sound?: boolean
  /** Hears what is being done. */
  readonly tell?: (line: string) => void
  /** Hears of each trial that is over. */
  readonly tried?: (trial: Trial) => void
  /** Ends the test after the trial in hand. */
  readonly stop?: AbortSignal
}

/** Tries one bug after the other. */
export async function selfTest(bugs: readonly Bug[], options: SelfTestOptions = {}): Promise<readonly Trial[]> {
  const { sound = false, tell = () => {}, tried = () => {}, stop } = options
  const place = theatre(tell)
  const trials: Trial[] = []
  try {
    for (const bug of bugs) {
      if (stop?.aborted) break
      tell(`${trials.length + 1}/${bugs.length} ${bug.name}: ${bug.scene.name}`)
      let trial = await tryBug(bug, place, { sound })
      if (!isAsExpected(trial, sound) && !trial.fresh) {
        tell('once more, in a new shop')
        await place.close()
        trial = await tryBug(bug, place, { sound })
      }
      tried(trial)
      trials.push(trial)
    }
  } finally {
    await place.close()
  }
  return trials
}
