import type { Bug } from '../self-test/bug.ts'
import { plain, quietDay } from '../self-test/scenes.ts'

export const outcomeWithoutSettling: Bug = {
  name: 'outcome-without-settling',
  why: 'The event that follows from an answer is proof enough that the call was made; a job tidies up later.',
  breaks: 'No outside call is owed any more',
  runsIn: ['payment'],
  edits: [
    {
      file: 'packages/runtime/src/intents/intent-rows.ts',
      find: 'delete from intents where id = any(${outcomes.map(({ intentId }) => intentId)}::uuid[]) returning id',
      put: 'select id from intents where id = any(${outcomes.map(({ intentId }) => intentId)}::uuid[])',
    },
  ],
  scene: quietDay(plain),
}
