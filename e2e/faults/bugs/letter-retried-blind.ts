import type { Bug } from '../self-test/bug.ts'
import { dyingAt } from '../self-test/scenes.ts'

export const letterRetriedBlind: Bug = {
  name: 'letter-retried-blind',
  why: 'Sending is retried until it works: a letter too many is better than none.',
  breaks: 'No letter arrives twice, at a wrong address, or not at all',
  runsIn: ['email'],
  edits: [
    {
      file: 'services/email/src/send-letters.ts',
      find: `    if (letter.attempt > 1) return report.answered(letter, { eventId, status: 'unknown' })
`,
      put: '',
    },
  ],
  scene: dyingAt('email', 'outcome-known', { times: 3 }),
}
