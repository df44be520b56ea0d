import type { Bug } from '../self-test/bug.ts'
import { goingAway } from '../self-test/scenes.ts'

export const relayGivesUp: Bug = {
  name: 'relay-gives-up',
  why: 'After a few attempts the producer logs an error and goes on, so that one bad batch does not block all others.',
  breaks: 'What stands in the outboxes stands on the topics, byte for byte, no more',
  runsIn: ['relay'],
  edits: [
    {
      file: 'services/relay/src/producer.ts',
      find: 'for (let failures = 0; waiting.length > 0; failures++) {',
      put: 'for (let failures = 0; waiting.length > 0 && failures < 3; failures++) {',
    },
  ],
  scene: goingAway('kafka', 1_500),
}
