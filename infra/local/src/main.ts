import { readCommandLine, usage } from './command-line.ts'
import type { StackOptions } from './options.ts'
import type { ManagedProcess } from './process.ts'
import { runCommand } from './run-command.ts'
import { say } from './say.ts'
import type { Step } from './site.ts'
import { type Stack, startStack } from './stack.ts'
import { stopOnSignal } from './stop-on-signal.ts'

await runCommand({ usage, read: readCommandLine, run: runUntilSignal, failed: 1 })

async function runUntilSignal(options: StackOptions): Promise<number> {
  const begin = performance.now()
  let stopping = false
  const { handOver } = stopOnSignal(() => {
    stopping = true
    say('stopping …')
  })
  const stack = await startStack({ ...options, onStep })
  handOver(stack)
  say(`ready after ${seconds(performance.now() - begin)}; Ctrl-C stops everything`)
  for (const line of addresses(stack)) say(`  ${line}`)
  await Promise.all(stack.processes().map((process) => reportEnd(process, () => stopping)))
  return 0
}

/** Says so when a process ends that nobody asked to. */
async function reportEnd({ name, exited, logFile }: ManagedProcess, stopping: () => boolean): Promise<void> {
  const { code, signal } = await exited
  if (!stopping()) say(`✗ ${name} ended (${signal ?? `code ${code}`}): ${logFile}`)
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
