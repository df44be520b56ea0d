import type { Bug } from '../self-test/bug.ts'
import { clockAhead } from '../self-test/scenes.ts'

export const timerOnTheWallClock: Bug = {
  name: 'timer-on-the-wall-clock',
  why: 'When something is due is reckoned with the clock at hand.',
  breaks: 'No outside call is owed any more',
  runsIn: ['payment'],
  edits: [
    {
      file: 'packages/runtime/src/intents/intent-rows.ts',
      find: `now() + wait * interval '1 millisecond'
    from unnest`,
      put: `to_timestamp(\${Date.now()}::float8 / 1000) + wait * interval '1 millisecond'
    from unnest`,
    },
  ],
  scene: clockAhead('payment'),
}
