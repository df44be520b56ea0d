import { slowCommits } from '../self-test/aids.ts'
import type { Bug } from '../self-test/bug.ts'
import { pollingRelay } from '../self-test/polling-relay.ts'
import { twoInstances } from '../self-test/scenes.ts'

export const pollerByLastId: Bug = {
  name: 'poller-by-last-id',
  why: 'The outbox is read with `where id > last`, and ids only grow.',
  breaks: 'What stands in the outboxes stands on the topics, byte for byte, no more',
  runsIn: ['relay', 'basket', 'basket-2'],
  edits: [
    {
      file: 'services/relay/src/carrier.ts',
      find: `import type { SlotHolder } from './slot-holder.ts'
`,
      put: `import type { SlotHolder } from './slot-holder.ts'
import { poll } from './poll.ts'
`,
    },
    {
      file: 'services/relay/src/carrier.ts',
      find: `    const decode = outboxDecoder(changes)
`,
      put: `    poll(changes, this.journey.user, () => this.isDeaf)
    const decode = outboxDecoder({ began: () => {}, announced: () => {}, committed: () => {} })
`,
    },
    {
      file: 'services/relay/src/session.ts',
      find: '    const landmarks = new Landmarks(',
      put: `    for (const partition of [...topics.values()].flat()) Object.assign(partition, { tail: undefined })
    const landmarks = new Landmarks(`,
    },
    pollingRelay,
  ],
  aids: [slowCommits],
  scene: twoInstances('basket'),
}
