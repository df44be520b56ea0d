import { Problem } from '@saga-shop/local'
import { chooseWhere } from './choose-where.ts'
import { type DemoOptions, readCommandLine, usage } from './command-line.ts'
import { runLocally } from './run-locally.ts'
import { runDescribed, runOnDocker } from './run-on-docker.ts'
import { openScreen } from './screen.ts'

const screen = openScreen(process.stdout)

try {
  const options = readCommandLine(process.argv.slice(2))
  if (options === 'help') screen.say(usage)
  else process.exitCode = (await run(options)) ? 0 : 1
} catch (error) {
  if (!(error instanceof Problem)) throw error
  screen.say(`✗ ${error.message}`)
  process.exitCode = 1
}

function run(options: DemoOptions): Promise<boolean> {
  if (options.facts !== undefined) return runDescribed(options.facts, options, screen)
  return chooseWhere(options.on) === 'docker' ? runOnDocker(options, screen) : runLocally(options, screen)
}
