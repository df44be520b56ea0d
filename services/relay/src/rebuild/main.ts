import { readConfig, readOwnerUrls } from '../config.ts'
import { openLog } from '../log.ts'
import { type Order, readCommandLine, usage, WrongUsage } from './command-line.ts'
import { inspect } from './inspect.ts'
import { type RebuildSource, rebuild } from './rebuild.ts'

const stop = new AbortController()
process.once('SIGTERM', () => stop.abort(new Error('stopped: run this again to go on')))
process.once('SIGINT', () => stop.abort(new Error('stopped: run this again to go on')))

try {
  const order = readCommandLine(process.argv.slice(2))
  if (order === 'help') say(usage.trimEnd())
  else process.exitCode = (await runAll(order)) ? 0 : 1
} catch (error) {
  if (!(error instanceof WrongUsage)) throw error
  process.stderr.write(`${error.message}\n\n${usage}`)
  process.exitCode = 64
}
process.exit() // kafkajs may have left a connection open

async function runAll(order: Order): Promise<boolean> {
  let well = true
  for (const source of sourcesOf(order)) {
    try {
      well = (await (order.dryRun ? look(source) : make(source))) && well
    } catch (error) {
      say(`✗ ${source.name}: ${error instanceof Error ? error.message : error}`)
      well = false
    }
  }
  return well
}

function sourcesOf({ sources }: Order): RebuildSource[] {
  const known = readConfig().sources
  const unknown = sources.filter((name) => known.every((source) => source.name !== name))
  if (unknown.length > 0)
    throw new WrongUsage(
      `no such source: ${unknown.join(', ')} (there are ${known.map(({ name }) => name).join(', ')})`,
    )
  const chosen = known.filter(({ name }) => sources.length === 0 || sources.includes(name))
  const ownerUrls = readOwnerUrls(chosen.map(({ name }) => name))
  return chosen.map((source) => ({ ...source, ownerUrl: ownerUrls.get(source.name) ?? '' }))
}

async function look(source: RebuildSource): Promise<boolean> {
  const { missing, forgotten } = await inspect(source, openLog('silent'))
  say(`${source.name}: ${missing} events are missing on the topics, ${forgotten} in the outbox`)
  return missing + forgotten === 0
}

async function make(source: RebuildSource): Promise<boolean> {
  const tell = once((line: string) => say(`${source.name}: ${line}`))
  const { announced, begins } = await rebuild(source, {
    stop: stop.signal,
    log: openLog('silent'),
    say: tell,
  })
  say(`✓ ${source.name}: ${announced} events announced again; relay_${source.name} begins at ${begins}`)
  return true
}

/** Says each line once in a row. */
function once(speak: (line: string) => void) {
  let last = ''
  return (line: string) => {
    if (line !== last) speak(line)
    last = line
  }
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
