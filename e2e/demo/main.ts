import { runCommand } from '@saga-shop/local'
import { chooseWhere } from './choose-where.ts'
import { type DemoOptions, readCommandLine, usage } from './command-line.ts'
import { runLocally } from './run-locally.ts'
import { runDescribed, runOnDocker } from './run-on-docker.ts'
import { openScreen } from './screen.ts'

const screen = openScreen(process.stdout)

await runCommand({ usage, read: readCommandLine, run, failed: 1 })

async function run(options: DemoOptions): Promise<number> {
  return (await show(options)) ? 0 : 1
}

function show(options: DemoOptions): Promise<boolean> {
  if (options.facts !== undefined) return runDescribed(options.facts, options, screen)
  return chooseWhere(options.on) === 'docker' ? runOnDocker(options, screen) : runLocally(options, screen)
}
