import { setTimeout as sleep } from 'node:timers/promises'
import type { DueIntent, IntentKind, Report } from '@saga-shop/runtime'
import { type Answer, type Bank, type List, wasNotAsked } from './bank.ts'

/** What the bank is asked to do in one kind of call, and how its answer reads. */
export interface Errand<Body, Outcome> {
  readonly kind: IntentKind<Body, Outcome>
  readonly list: List
  toItem(intent: DueIntent<Body>): Answer
  /** Throws when the answer is neither yes nor no. */
  outcome(answer: Answer, intent: DueIntent<Body>): Outcome
}

/** While the bank is out of reach, calls keep their place for so many milliseconds: a backlog waits, and does not go round in circles. */
export const pause = 1_000

/**
 * Sends calls to the bank together, and reports each outcome as its line arrives. Where an earlier attempt may have
 * reached the bank, asks it first. Rejects at the end with what went wrong; what was not reported is unknown.
 */
export async function carryOut<Body, Outcome>(
  { list, toItem, outcome }: Errand<Body, Outcome>,
  bank: Bank,
  intents: readonly DueIntent<Body>[],
  report: Report<Outcome>,
) {
  type Due = DueIntent<Body>
  const byKey = new Map(intents.map((intent) => [intent.key, intent]))
  const troubles: unknown[] = []

  async function send(due: readonly Due[]) {
    if (due.length === 0) return
    await bank.send(list, due.map(toItem), hear, refuse).catch((error) => failed(due, error))
  }

  /** Sends what the bank has never seen; applies the rest. */
  async function askThenSend(due: readonly Due[]) {
    const unseen = await Promise.all(due.map(async (intent) => ((await isUnseen(intent)) ? [intent] : [])))
    await send(unseen.flat())
  }

  async function isUnseen(intent: Due) {
    try {
      const answer = await bank.find(list, intent.key)
      if (answer) hear(answer)
      return answer === undefined
    } catch (error) {
      await failed([intent], error)
      return false
    }
  }

  function hear(answer: Answer) {
    const intent = byKey.get(answer.key)
    try {
      if (intent) report.answered(intent, outcome(answer, intent))
    } catch (error) {
      troubles.push(error)
    }
  }

  function refuse(key: string, reason: string) {
    const intent = byKey.get(key)
    if (intent) report.refused(intent, reason)
  }

  async function failed(due: readonly Due[], error: unknown) {
    troubles.push(error)
    if (!wasNotAsked(error)) return
    await sleep(pause)
    for (const intent of due) report.later(intent, 0)
  }

  const { first = [], again = [] } = Object.groupBy(intents, ({ attempt }) => (attempt > 1 ? 'again' : 'first'))
  await Promise.all([send(first), askThenSend(again)])
  if (troubles.length > 0) throw new Error(inWords(troubles))
}

/** Each trouble once, the first few of them. */
function inWords(troubles: readonly unknown[]) {
  const messages = [
    ...new Set(troubles.map((trouble) => (trouble instanceof Error ? trouble.message : String(trouble)))),
  ]
  const more = messages.length > 3 ? ` (and ${messages.length - 3} more)` : ''
  return `the bank: ${messages.slice(0, 3).join('; ')}${more}`
}
