import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { outcomeOf } from './table.ts'
import type { Trial } from './try-bug.ts'

const file = join(import.meta.dirname, '../../../docs/seeded-bugs.md')

/** Writes what a run found, for readers. */
export const writePage = (trials: readonly Trial[]): void => writeFileSync(file, pageOf(trials))

export const pageOf = (trials: readonly Trial[]): string => `# Seeded bugs

Written by \`npm run faults:self-test -- --write\`; not by hand.

A judge that has never convicted anybody proves nothing. So each of the following is a way in which such systems are
commonly broken, as a small patch in \`e2e/faults/bugs/\` that is applied to a copy of the code and to nothing else. The copy
runs on the real local stack, together with sound code, while something happens that exposes it; then the judge must find
out. \`-- --sound\` plays the same scenes without the bugs, and must find nothing.

| bug | why people build it | what happens | caught by | orders | faults | seconds |
|---|---|---|---|---|---|---|
${trials.map(rowOf).join('\n')}

${trials.filter(({ findings }) => findings.length > 0).length} of ${trials.length} caught.
`

function rowOf(trial: Trial): string {
  const { bug, orders, faults, seconds } = trial
  const caught = trial.findings.length > 0 ? promiseOf(trial) : outcomeOf(trial)
  return `| ${[bug.name, bug.why, bug.scene.name, caught, orders, faults, seconds.toFixed(0)].join(' | ')} |`
}

const promiseOf = ({ bug, findings }: Trial) =>
  findings.find(({ promise }) => promise === bug.breaks)?.promise ?? findings[0]?.promise
