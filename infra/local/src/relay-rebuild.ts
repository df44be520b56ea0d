import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { repository, surroundings } from './config.ts'
import { rebuildEnvironment } from './environment.ts'
import { Problem } from './problem.ts'
import { readRecord } from './record.ts'
import { stackFolder } from './site.ts'

// `npm run relay:rebuild`: the relay's own command, with the settings of a stack that runs on this machine.
const { stack, words } = takeStack(process.argv.slice(2))
try {
  const asksOnly = words.includes('--help') || (stack === undefined && 'KAFKA_BROKERS' in surroundings)
  process.exitCode = await run(words, asksOnly ? surroundings : { ...surroundings, ...environmentOf(stack) })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  process.stderr.write(`✗ ${error.message}\n`)
  process.exitCode = 1
}

/** Takes `--stack <name or folder>` out of the words; the rest is the relay's. */
function takeStack(words: string[]) {
  const at = words.indexOf('--stack')
  return at < 0
    ? { stack: undefined, words }
    : { stack: words[at + 1] ?? 'default', words: words.filter((_, index) => index !== at && index !== at + 1) }
}

/** A stack's folder tells where everything is, also when its databases are being restored. */
function environmentOf(stack = 'default'): Record<string, string> {
  const folder = stack.includes('/') ? stack : stackFolder(stack)
  const facts = readRecord(folder)?.facts
  if (!facts) throw new Problem(`No shop runs in ${folder}: start one with npm start.`)
  return rebuildEnvironment(facts)
}

async function run(words: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const command = spawn(process.execPath, [join(repository, 'services/relay/src/rebuild/main.ts'), ...words], {
    env,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => command.kill(signal))
  const [code] = await once(command, 'exit')
  return code ?? 1
}
