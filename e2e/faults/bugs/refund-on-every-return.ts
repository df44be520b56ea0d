import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const refundOnEveryReturn: Bug = {
  name: 'refund-on-every-return',
  why: 'Cancelled and returned are two events, and both mean that the money goes back.',
  breaks: 'No outside call is owed any more',
  runsIn: ['payment'],
  edits: [
    {
      file: 'services/payment/src/payment.ts',
      find: `    case 'refunding':
    case 'refunded':
      return nothing`,
      put: `      return nothing
    case 'refunding':
    case 'refunded':
      return becomes(
        payment,
        RefundCard.of({ key: \`\${payment.orderId}:refund-again\`, entity: payment.orderId, body: { chargeKey: chargeKey(payment.orderId), amount: payment.amount } }),
      )`,
    },
  ],
  scene: quietDay([{}, { cancelsOnce: 'confirmed' }]),
}
