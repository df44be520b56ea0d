import type { Bug } from '../self-test/bug.ts'
import { plain, quietDay } from '../self-test/scenes.ts'

export const moneyInFloats: Bug = {
  name: 'money-in-floats',
  why: 'Prices are numbers with two decimals, and so are sums.',
  breaks: `Every order's total is the sum of its lines`,
  runsIn: ['basket'],
  edits: [
    {
      file: 'services/basket/src/checkout.ts',
      find: 'minor: lines.reduce((minor, { quantity, unitPrice }) => minor + quantity * unitPrice.minor, 0)',
      put: 'minor: Math.floor(lines.reduce((total, { quantity, unitPrice }) => total + quantity * (unitPrice.minor / 100), 0) * 100)',
    },
  ],
  scene: quietDay(plain),
}
