import type { Bug } from '../self-test/bug.ts'
import { standingStill } from '../self-test/scenes.ts'

export const leaseShorterThanCall: Bug = {
  name: 'lease-shorter-than-call',
  why: 'A claimed call is free again after a moment, so that a dead worker holds up nobody; attempts are not counted.',
  breaks: 'No letter arrives twice, at a wrong address, or not at all',
  runsIn: ['email'],
  edits: [
    {
      file: 'services/email/src/send-letters.ts',
      find: 'lease: 3 * timeoutMilliseconds',
      put: 'lease: 50',
    },
    {
      file: 'packages/runtime/src/intents/intent-rows.ts',
      find: 'update intents set attempts = attempts + 1,',
      put: 'update intents set attempts = 1,',
    },
  ],
  scene: standingStill('mail', 600),
}
