import type { Bug } from '../self-test/bug.ts'
import { clockBehind } from '../self-test/scenes.ts'

export const timerOnTheWallClock: Bug = {
  name: 'timer-on-the-wall-clock',
  why: 'Whether something is due is seen on the clock at hand.',
  breaks: 'No outside call is owed any more',
  runsIn: ['payment'],
  edits: [
    {
      file: 'packages/runtime/src/intents/intent-rows.ts',
      find: 'due_at <= now()',
      put: 'due_at <= to_timestamp(${Date.now()}::float8 / 1000)',
    },
  ],
  scene: clockBehind('payment'),
}
