import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const cancelledWhileCharging: Bug = {
  name: 'cancelled-while-charging',
  why: 'A charge that is under way cannot be stopped, so a cancellation that comes meanwhile has nothing to do.',
  breaks: 'Money is kept for what was delivered, and goes back whole and once otherwise',
  runsIn: ['payment'],
  edits: [
    {
      file: 'services/payment/src/payment.ts',
      find: 'return payment.cancelled ? nothing : becomes({ ...payment, cancelled: true })',
      put: 'return nothing',
    },
  ],
  scene: quietDay([{}, { cardToken: 'card_answer_late', cancelsAfter: 50 }]),
}
