import type { Answer } from '@saga-shop/sandbox'
import type { Settings } from './config.ts'

export type Outcome =
  | { readonly status: 'approved' }
  | { readonly status: 'declined'; readonly code: 'card_declined' | 'insufficient_funds' }

/** What a test card does: the outcome, and how the first request hears of it. Asked again, the bank answers normally. */
export interface TestCard {
  readonly outcome: Outcome
  readonly answers: 'once' | 'twice' | 'late' | 'never'
}

const approved: Outcome = { status: 'approved' }

const testCards = new Map<string, TestCard>([
  ['card_approve', { outcome: approved, answers: 'once' }],
  ['card_decline', { outcome: { status: 'declined', code: 'card_declined' }, answers: 'once' }],
  ['card_insufficient_funds', { outcome: { status: 'declined', code: 'insufficient_funds' }, answers: 'once' }],
  ['card_timeout_after_charge', { outcome: approved, answers: 'never' }],
  ['card_answer_twice', { outcome: approved, answers: 'twice' }],
  ['card_answer_late', { outcome: approved, answers: 'late' }],
])

const unknownCard: TestCard = { outcome: { status: 'declined', code: 'card_declined' }, answers: 'once' }

export const testCard = (card: string): TestCard => testCards.get(card) ?? unknownCard

/** What the bank decides on a card. */
export const outcomeOf = (card: string): Outcome => testCard(card).outcome

/** What it decides on its bad days. */
export const declined = (): Outcome => unknownCard.outcome

/** When the line goes out, and how often. */
export function answersFor({ answers }: Pick<TestCard, 'answers'>, line: object, settings: Settings): Answer[] {
  const inTime = { afterMs: settings.BANK_LATENCY_MS, line }
  switch (answers) {
    case 'once':
      return [inTime]
    case 'twice':
      return [inTime, inTime]
    case 'late':
      return [{ afterMs: settings.BANK_LATE_MS, line }]
    case 'never':
      return [{ afterMs: settings.BANK_TIMEOUT_MS }]
  }
}
