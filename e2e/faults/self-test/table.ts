import { styleText } from 'node:util'
import type { Trial } from './try-bug.ts'

/**
 * Whether the self-test is content with a trial: a bug must be caught, a sound shop must not be accused. In a shop where
 * others were tried before, only the promise that this bug breaks proves anything: the rest may be theirs.
 */
export const isAsExpected = ({ bug, fresh, findings, stumbled }: Trial, sound: boolean): boolean => {
  if (stumbled !== undefined) return false
  if (sound) return findings.length === 0
  return findings.some(({ promise }) => promise === bug.breaks) || (fresh && findings.length > 0)
}

/** One line for each trial, as it is over. */
export function lineOf(trial: Trial, sound: boolean): string {
  const { bug, orders, faults, seconds } = trial
  const mark = isAsExpected(trial, sound) ? styleText('green', '✓') : styleText('red', '✗')
  const figures = `${orders} orders, ${faults} faults, ${seconds.toFixed(1)} s`
  return ` ${mark} ${bug.name.padEnd(34)} ${styleText('dim', figures)}\n     ${outcomeOf(trial)}`
}

/** Which promise was found broken: the one that was expected, if it is among them. */
export function outcomeOf({ bug, findings, stumbled }: Trial): string {
  if (stumbled !== undefined) return `the scene could not be played: ${stumbled}`
  const [first] = findings
  if (!first) return 'nothing was found'
  const caught = findings.find(({ promise }) => promise === bug.breaks) ?? first
  const others = new Set(findings.map(({ promise }) => promise)).size - 1
  return `${caught.promise}${others > 0 ? ` (and ${others} more)` : ''}: ${caught.where} ${caught.what}`
}

/** The last line. */
export function summaryOf(trials: readonly Trial[], sound: boolean): string {
  const expected = trials.filter((trial) => isAsExpected(trial, sound)).length
  const seconds = trials.reduce((sum, trial) => sum + trial.seconds, 0)
  const what = sound ? 'scenes leave a sound shop sound' : 'bugs were caught'
  return ` ${expected} of ${trials.length} ${what}, in ${(seconds / 60).toFixed(1)} minutes.`
}
