import { surroundings } from './config.ts'
import { rebuildEnvironment } from './environment.ts'
import { exitWith } from './run-command.ts'
import { factsOf, runScript, takeStack } from './run-on-stack.ts'

// `npm run relay:rebuild`: the relay's own command, with the settings of a stack that runs on this machine.
await exitWith(async () => {
  const words = process.argv.slice(2)
  const { stack, rest } = takeStack(words)
  const asksOnly = rest.includes('--help') || (!words.includes('--stack') && 'KAFKA_BROKERS' in surroundings)
  const settings = asksOnly ? {} : rebuildEnvironment(factsOf(stack))
  return runScript('services/relay/src/rebuild/main.ts', rest, { ...surroundings, ...settings })
}, 1)
