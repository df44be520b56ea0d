import { slowCommits } from '../self-test/aids.ts'
import type { Bug } from '../self-test/bug.ts'
import { twoInstances } from '../self-test/scenes.ts'

export const noVersionCheck: Bug = {
  name: 'no-version-check',
  why: 'An order is changed so seldom that two changes at once need no care.',
  breaks: `Every order's events are a path of the automaton, and lead to where it stands`,
  runsIn: ['order', 'order-2'],
  edits: [
    {
      file: 'services/order/src/orders.ts',
      find: ' order by id for update',
      put: '',
    },
    {
      file: 'services/order/src/orders.ts',
      find: `
    where orders.version = excluded.version - 1`,
      put: '',
    },
  ],
  aids: [slowCommits],
  scene: twoInstances('order', [{ cancelsOnce: 'confirmed' }, { cancelsAfter: 60 }]),
}
