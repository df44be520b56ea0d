import { runCommand, type Stack, type StackOptions, type Step, say, startStack, stopOnSignal } from '@saga-shop/local'
import { readCommandLine, usage } from '@saga-shop/local/command-line'
import type { BreakControl } from '../break/control.ts'
import { startBreakable } from '../break/start-breakable.ts'
import { reportEnds } from './report-ends.ts'

await runCommand({ usage, read: readCommandLine, run: runUntilSignal, failed: 1 })

async function runUntilSignal(options: StackOptions): Promise<number> {
  const begin = performance.now()
  let stopping = false
  const { handOver } = stopOnSignal(() => {
    stopping = true
    say('stopping …')
  })
  const { stack, control } = await start({ ...options, onStep })
  handOver(stack)
  say(`ready after ${seconds(performance.now() - begin)}; Ctrl-C stops everything`)
  for (const line of addresses(stack)) say(`  ${line}`)
  const watch = { say, isStopping: () => stopping, isInHand: control?.isInHand ?? (() => false) }
  await Promise.all(stack.processes().map((process) => reportEnds(process, watch)))
  return 0
}

/** With its storefront, the shop can be broken from its pages. */
async function start(options: StackOptions): Promise<{ readonly stack: Stack; readonly control?: BreakControl }> {
  return options.storefront ? await startBreakable(options) : { stack: await startStack(options) }
}

function addresses(stack: Stack): string[] {
  const running = stack.processes().map(({ name }) => name)
  const overHttp = Object.entries(stack.urls).filter(([name]) => running.includes(name))
  const all = [
    ...overHttp,
    ['registry', stack.registryUrl],
    ['kafka', stack.kafka.brokers.join(',')],
    ['logs', `${stack.folder}/logs`],
  ]
  return all.map(([name = '', address]) => `${name.padEnd(10)} ${address}`)
}

function onStep({ name, milliseconds, detail }: Step): void {
  say(`✓ ${name.padEnd(28)} ${seconds(milliseconds).padStart(7)}${detail ? `  ${detail}` : ''}`)
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`
}
