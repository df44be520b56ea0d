import { compose, composeStack, down, findShop, followLogs, up, usualProject } from '@saga-shop/compose'
import { type StackView, stopOnSignal } from '@saga-shop/local'
import { addresses } from './addresses.ts'
import type { DemoOptions } from './command-line.ts'
import { demonstrate } from './demo.ts'
import type { Screen } from './screen.ts'

/**
 * Starts the shop in containers, and shows it. Answers whether all went well. What it stored stays for the next time, and
 * a shop that ran before stays up.
 */
export async function runOnDocker({ orders, exit }: DemoOptions, screen: Screen): Promise<boolean> {
  const started = performance.now()
  const ranBefore = (await compose(usualProject, 'ps', ['--quiet'])).trim() !== ''
  const end = async () => {
    if (!ranBefore) await down(usualProject)
  }
  stopOnSignal(() => screen.say('\nstopping …')).handOver({ stop: end })
  try {
    screen.say('docker compose up --build --wait …')
    await up(usualProject, (chunk) => process.stderr.write(chunk))
    screen.say(`✓ the shop is open after ${((performance.now() - started) / 1_000).toFixed(1)} s`)
    const stack = await composeStack()
    const good = orders === 0 || (await demonstrateWithLogs(stack, orders, started, screen))
    if (!exit) await stayUp(stack, screen)
    return good
  } finally {
    await end()
  }
}

/** Shows a shop that runs already, as a file describes it. */
export async function runDescribed(file: string, { orders }: DemoOptions, screen: Screen): Promise<boolean> {
  return demonstrate(await findShop({ on: 'file', file }), orders, performance.now(), screen)
}

/** The judge reads the logs as well. */
async function demonstrateWithLogs(stack: StackView, orders: number, started: number, screen: Screen) {
  const logs = followLogs(usualProject, stack.folder)
  try {
    return await demonstrate(stack, orders, started, screen)
  } finally {
    await logs.close()
  }
}

async function stayUp(stack: StackView, { say, paint }: Screen): Promise<never> {
  say()
  for (const line of addresses(stack, paint)) say(line)
  say('\n  Break something: docker compose kill payment; docker compose start payment. Nothing is lost.')
  say('  Ctrl-C stops everything.')
  say(`\n  The shop: ${stack.urls['storefront']}`)
  setInterval(() => {}, 60_000)
  return new Promise(() => {})
}
