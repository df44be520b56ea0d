import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const noIdempotencyKey: Bug = {
  name: 'no-idempotency-key',
  why: 'A retry is a new request, and gets a new key.',
  breaks: 'No order is charged twice, or anything but its total',
  runsIn: ['payment'],
  edits: [
    {
      file: 'services/payment/src/bank-errand.ts',
      find: 'due.map(toItem)',
      put: 'due.map((intent) => ({ ...Object(toItem(intent)), key: keyOf(intent) }))',
    },
    {
      file: 'services/payment/src/bank-errand.ts',
      find: 'byKey.get(answer.key)',
      put: `byKey.get(answer.key.split(':').slice(0, 2).join(':'))`,
    },
    {
      file: 'services/payment/src/bank-errand.ts',
      find: 'await bank.find(list, intent.key)',
      put: 'await bank.find(list, keyOf(intent))',
    },
    {
      file: 'services/payment/src/bank-errand.ts',
      find: '/** Each trouble once',
      put: `const keyOf = ({ key, attempt }: DueIntent) => (attempt > 1 ? \`\${key}:\${attempt}\` : key)

/** Each trouble once`,
    },
  ],
  scene: quietDay([{}, { cardToken: 'card_timeout_after_charge' }]),
}
