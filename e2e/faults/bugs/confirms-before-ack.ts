import type { Bug } from '../self-test/bug.ts'
import { relayDiesWhileKafkaHangs } from '../self-test/relay-scenes.ts'

export const confirmsBeforeAck: Bug = {
  name: 'confirms-before-ack',
  why: 'What was read is confirmed at once: the producer retries by itself, so it will get there.',
  breaks: 'What stands in the outboxes stands on the topics, byte for byte, no more',
  runsIn: ['relay'],
  edits: [
    {
      file: 'services/relay/src/intake.ts',
      find: '      if (landmarks.areMet && !flights.commit(end)) confirm(end)',
      put: `      flights.commit(end)
      confirm(end)`,
    },
  ],
  scene: relayDiesWhileKafkaHangs,
}
