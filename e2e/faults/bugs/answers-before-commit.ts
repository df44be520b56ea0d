import type { Bug } from '../self-test/bug.ts'
import { dyingAt, plain } from '../self-test/scenes.ts'

export const answersBeforeCommit: Bug = {
  name: 'answers-before-commit',
  why: 'The customer need not wait for the database: the request is accepted, and worked off in a moment.',
  breaks: 'Every order that a customer was told of exists',
  runsIn: ['basket'],
  edits: [
    {
      file: 'packages/runtime/src/http/requests.ts',
      find: 'const answer = (await inTime(decided, patience + grace)).get(command)',
      put: `decided.catch(() => {})
    const answer: Answer = {}`,
    },
  ],
  scene: dyingAt('basket', 'batch-decided', { times: 12, purchases: plain }),
}
