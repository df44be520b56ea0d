import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tally } from './tally.ts'

/** What vitest's JSON report says, as far as we read it. */
interface Report {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** Runs one of the three suites, shows its progress, and counts. */
export async function runSuite(suite: string, filters: readonly string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-test-'))
  try {
    const report = join(folder, 'report.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const child = spawn(
      'node_modules/.bin/vitest',
      ['run', '--project', suite, ...reporters, ...filters, '--passWithNoTests'],
      { stdio: 'inherit' },
    )
    const [code] = await once(child, 'exit')
    return tally(JSON.parse(readFileSync(report, 'utf8')), code === 0)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A file that could not even be loaded, or a run that failed beside its tests, counts as one that failed. */
function tally({ numPassedTests, testResults }: Report, clean: boolean): Tally {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const named = (status: string) => tests.filter((test) => test.status === status).map(({ fullName }) => fullName)
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  const failed = [...named('failed'), ...unloaded.map(({ name }) => name)]
  return {
    passed: numPassedTests,
    failed: clean || failed.length > 0 ? failed : ['the run itself'],
    skipped: [...named('skipped'), ...named('pending'), ...named('todo')],
  }
}
