import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const lastWriteWins: Bug = {
  name: 'last-write-wins',
  why: 'Paid is paid: whoever paid gets their goods, whatever the order says.',
  breaks: `Every order's events are a path of the automaton, and lead to where it stands`,
  runsIn: ['order'],
  edits: [
    {
      file: 'services/order/src/order.ts',
      find: `  if (order?.status === 'cancelled' && order.money === 'unknown') return becomes({ ...order, money: 'due' })
`,
      put: '',
    },
    {
      file: 'services/order/src/order.ts',
      find: `  if (order.status !== 'validated') return nothing
  const { id, customerId, lines } = order`,
      put: '  const { id, customerId, lines } = order',
    },
  ],
  scene: quietDay([{}, { cardToken: 'card_answer_late', cancelsAfter: 50 }]),
}
