import { spawnSync } from 'node:child_process'
import { nothingYet, type Tally } from './tally.ts'
import { runSuite } from './vitest-run.ts'

const lab = 'infra/docker-lab/docker-lab'

/**
 * Runs stories on the shop in containers. Where no Docker engine answers, one is started, if this machine lets us, and
 * ended afterwards; where that cannot be either, the stage is left out, in a line that says so.
 */
export async function runOnDocker(suite: string, filters: readonly string[], overlay?: string): Promise<Tally> {
  if (engineAnswers()) return runSuite(suite, filters)
  const why = hindrance() ?? startEngine(overlay)
  if (why) return { ...nothingYet, skipped: [`${suite}, on the shop in containers: ${why}`] }
  try {
    return await runSuite(suite, filters)
  } finally {
    run(lab, 'down')
  }
}

const engineAnswers = () => succeeds('docker', 'info') && succeeds('docker', 'compose', 'version')

/** What stands in the way of an engine of our own. */
function hindrance(): string | undefined {
  const isRoot = process.getuid?.() === 0
  if (process.platform === 'linux' && isRoot && succeeds('apt-get', '--version')) return undefined
  return 'no Docker engine answers, and one can be started for the tests on Debian as root only'
}

/** Starts an engine with stand-ins for the official images; the first time, they are built, for some minutes. */
function startEngine(overlay: string | undefined): string | undefined {
  const files = overlay === undefined ? [] : ['-f', 'docker-compose.yml', '-f', overlay]
  if (run(lab, 'up') && run(lab, 'images', '--compose', ...files)) return undefined
  run(lab, 'down')
  return 'no Docker engine answers, and none could be started'
}

const run = (command: string, ...words: string[]) => spawnSync(command, words, { stdio: 'inherit' }).status === 0

const succeeds = (command: string, ...words: string[]) => spawnSync(command, words).status === 0
