import type { Bug } from '../self-test/bug.ts'
import { relayWakesUpLate } from '../self-test/relay-scenes.ts'

export const zombieRelay: Bug = {
  name: 'zombie-relay',
  why: 'Whoever holds the slot is the only one, so nobody asks again before writing.',
  breaks: 'No event stands on a topic twice',
  runsIn: ['relay'],
  edits: [
    {
      file: 'services/relay/src/slot-holder.ts',
      find: `    this.pulse.check()
`,
      put: '',
    },
  ],
  scene: relayWakesUpLate,
}
