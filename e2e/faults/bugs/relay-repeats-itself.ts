import type { Bug } from '../self-test/bug.ts'
import { dyingAt } from '../self-test/scenes.ts'

export const relayRepeatsItself: Bug = {
  name: 'relay-repeats-itself',
  why: 'The relay goes on where it last confirmed: consumers have to be idempotent anyway.',
  breaks: 'No event stands on a topic twice',
  runsIn: ['relay'],
  edits: [
    {
      file: 'services/relay/src/intake.ts',
      find: `if (partition.tail && isWritten(commit, index, partition.tail)) skipped()
      else flights`,
      put: 'flights',
    },
  ],
  scene: dyingAt('relay', 'flight-acknowledged', { times: 20 }),
}
