import { Problem, type Stack, type Step, startStack, stopOnSignal } from '@saga-shop/local'
import { addresses } from './addresses.ts'
import { type DemoOptions, readCommandLine, usage } from './command-line.ts'
import { demonstrate } from './demo.ts'
import { keepRunning } from './keep-running.ts'
import { openScreen } from './screen.ts'

const screen = openScreen(process.stdout)
// Whether processes may end; and whether somebody asked for that.
let stopping = false
let interrupted = false
const watch = { say: screen.say, isStopping: () => stopping }

try {
  const options = readCommandLine(process.argv.slice(2))
  if (options === 'help') screen.say(usage)
  else await run(options)
} catch (error) {
  if (interrupted) await new Promise(() => {}) // the shop is being stopped, and then this process
  if (!(error instanceof Problem)) throw error
  screen.say(`✗ ${error.message}`)
  process.exitCode = 1
}

async function run({ orders, exit, name }: DemoOptions): Promise<void> {
  const { handOver } = stopOnSignal(() => {
    stopping = interrupted = true
    screen.say('\nstopping …')
    screen.close()
  })
  const started = performance.now()
  const stack = await startStack({ name, onStep: tellStep })
  handOver(stack)
  screen.say(`✓ the shop is open after ${inSeconds(performance.now() - started)}`)
  const broken = Promise.race(stack.processes().map((process) => keepRunning(process, watch)))
  try {
    const good = orders === 0 || (await Promise.race([demonstrate(stack, orders, started, screen), broken]))
    if (!exit) await stayUp(stack, broken)
    process.exitCode = good ? 0 : 1
  } catch (error) {
    if (!interrupted) screen.say(`✗ Something failed. What each process did is in ${stack.folder}/logs`)
    throw error
  } finally {
    stopping = true
    if (!interrupted) await stack.stop()
  }
}

async function stayUp(stack: Stack, broken: Promise<never>): Promise<void> {
  screen.say()
  for (const line of addresses(stack, screen.paint)) screen.say(line)
  const { pid } = stack.process('payment')
  screen.say(`\n  Break something: kill -9 ${pid} ends payment; it is started again, and nothing is lost.`)
  screen.say('  Ctrl-C stops everything.')
  await broken
}

function tellStep({ name, milliseconds, detail }: Step): void {
  screen.say(`✓ ${name.padEnd(28)} ${inSeconds(milliseconds).padStart(7)}${detail ? `  ${detail}` : ''}`)
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`
}
