import { type Stack, type Step, stopOnSignal } from '@saga-shop/local'
import { startBreakable } from '../break/start-breakable.ts'
import { addresses } from './addresses.ts'
import type { DemoOptions } from './command-line.ts'
import { demonstrate } from './demo.ts'
import { keepRunning } from './keep-running.ts'
import type { Screen } from './screen.ts'

/** Starts a shop whose parts are processes of this machine, and shows it. Answers whether all went well. */
export async function runLocally({ orders, exit, name }: DemoOptions, screen: Screen): Promise<boolean> {
  // Whether processes may end; and whether somebody asked for that.
  let stopping = false
  let interrupted = false
  const { handOver } = stopOnSignal(() => {
    stopping = interrupted = true
    screen.say('\nstopping …')
    screen.close()
  })
  const begin = performance.now()
  const { stack, control } = await startBreakable({ name, onStep: (step) => tellStep(step, screen) }).catch(
    (error: unknown) => (interrupted ? untilStopped() : Promise.reject(error)),
  )
  handOver(stack)
  screen.say(`✓ the shop is open after ${inSeconds(performance.now() - begin)}`)
  const watch = { say: screen.say, isStopping: () => stopping, isInHand: control.isInHand }
  const broken = Promise.race(stack.processes().map((process) => keepRunning(process, watch)))
  try {
    const good = orders === 0 || (await Promise.race([demonstrate(stack, orders, stack.startedAt, screen), broken]))
    if (!exit) await stayUp(stack, broken, screen)
    return good
  } catch (error) {
    if (interrupted) return await untilStopped()
    screen.say(`✗ Something failed. What each process did is in ${stack.folder}/logs`)
    throw error
  } finally {
    stopping = true
    control.close()
    if (!interrupted) await stack.stop()
  }
}

/** The shop is being stopped, and then this process. */
const untilStopped = () => new Promise<never>(() => {})

async function stayUp(stack: Stack, broken: Promise<never>, { say, paint }: Screen): Promise<void> {
  say()
  for (const line of addresses(stack, paint)) say(line)
  const { pid } = stack.process('payment')
  say(`\n  Break something: kill -9 ${pid} ends payment; it is started again, and nothing is lost.`)
  say('  Ctrl-C stops everything.')
  say(`\n  The shop: ${stack.urls.storefront}`)
  await broken
}

function tellStep({ name, milliseconds, detail }: Step, { say }: Screen): void {
  say(`✓ ${name.padEnd(28)} ${inSeconds(milliseconds).padStart(7)}${detail ? `  ${detail}` : ''}`)
}

const inSeconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`
