import type { Bug } from '../self-test/bug.ts'
import { impatient } from '../self-test/scenes.ts'

export const deadlineEndsPaidOrders: Bug = {
  name: 'deadline-ends-paid-orders',
  why: 'When the time is up the order is cancelled; that the payment came meanwhile is another event, and another handler.',
  breaks: `Every order's events are a path of the automaton, and lead to where it stands`,
  runsIn: ['order'],
  edits: [
    {
      file: 'services/order/src/deadlines.ts',
      find: '  ends: [OrderPaymentProcessed, OrderPaymentFailed, OrderCancelled],',
      put: '  ends: [OrderPaymentFailed, OrderCancelled],',
    },
    {
      file: 'services/order/src/order.ts',
      find: `  if (order?.status !== 'validated') return nothing
  return cancelled(order, 'PAYMENT_OVERDUE'`,
      put: `  if (!order || order.status === 'rejected' || order.status === 'cancelled') return nothing
  return cancelled(order, 'PAYMENT_OVERDUE'`,
    },
  ],
  scene: impatient('order', { PAYMENT_WITHIN_MS: '1000' }),
}
