import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import { add, nothingYet, type Tally } from './tally.ts'

/** What vitest's JSON report says, as far as we read it. */
interface Report {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly Result[]
  }[]
}

interface Result {
  readonly fullName: string
  readonly status: string
  readonly failureMessages: readonly string[]
}

/** Runs a suite, shows its progress, and counts. */
export const runSuite = (suite: string, filters: readonly string[]): Promise<Tally> => run(suite, filters, whole)

/** Runs suites at the same time, shows their progress line by line, and counts. */
export async function runSuites(suites: readonly string[], filters: readonly string[]): Promise<Tally> {
  const tallies = await Promise.all(suites.map((suite) => run(suite, filters, byLine)))
  return tallies.reduce(add, nothingYet)
}

/** How the progress of a suite gets to whoever looks on. */
type Showing = (command: string, args: readonly string[]) => ChildProcess

const whole: Showing = (command, args) => spawn(command, args, { stdio: 'inherit' })

const byLine: Showing = (command, args) => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  createInterface(child.stdout).on('line', (line) => process.stdout.write(`${line}\n`))
  createInterface(child.stderr).on('line', (line) => process.stderr.write(`${line}\n`))
  return child
}

async function run(suite: string, filters: readonly string[], show: Showing): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-test-'))
  try {
    const report = join(folder, 'report.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const words = ['run', '--project', suite, ...reporters, ...filters, '--passWithNoTests']
    const [code] = await once(show('node_modules/.bin/vitest', words), 'exit')
    return tally(JSON.parse(readFileSync(report, 'utf8')), code === 0)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A failed test, and the first thing it said, so that the end of a long log tells what to look for. */
function withReason({ fullName, failureMessages: [said = ''] }: Result): string {
  const [why = ''] = stripVTControlCharacters(said).split('\n')
  return `${fullName} (${why.slice(0, 300)})`
}

/** A file that could not even be loaded, or a run that failed beside its tests, counts as one that failed. */
function tally({ numPassedTests, testResults }: Report, clean: boolean): Tally {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const named = (status: string) => tests.filter((test) => test.status === status).map(({ fullName }) => fullName)
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  const broken = tests.filter(({ status }) => status === 'failed').map(withReason)
  const failed = [...broken, ...unloaded.map(({ name }) => name)]
  return {
    passed: numPassedTests,
    failed: clean || failed.length > 0 ? failed : ['the run itself'],
    skipped: [...named('skipped'), ...named('pending'), ...named('todo')],
  }
}
