import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const silenceMeansNo: Bug = {
  name: 'silence-means-no',
  why: 'A bank that does not answer in time has not charged: the order is declined, and the customer can try again.',
  breaks: 'Payment announces what the bank did',
  runsIn: ['payment'],
  edits: [
    {
      file: 'services/payment/src/bank-errand.ts',
      find: `    if (!wasNotAsked(error)) return
`,
      put: `    if (!wasNotAsked(error)) {
      const declined = { status: 'declined', reason: 'DECLINED' } as unknown as Outcome
      for (const intent of due) report.answered(intent, declined)
      return
    }
`,
    },
  ],
  scene: quietDay([{}, { cardToken: 'card_timeout_after_charge' }]),
}
