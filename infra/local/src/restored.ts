import { serviceEnvironment } from './environment.ts'
import { serviceNames } from './names.ts'
import type { StackFacts } from './plan.ts'
import { exitWith } from './run-command.ts'
import { runOnStack } from './run-on-stack.ts'

// `npm run restored -- <service>`: the runtime's own command, with the settings of a stack that runs on this machine.
const command = {
  script: 'packages/runtime/src/restoring/main.ts',
  words: process.argv.slice(2),
  environment: (words: readonly string[]) => {
    const service = serviceNames.find((name) => words.includes(name))
    return service && ((facts: StackFacts) => serviceEnvironment(facts, service))
  },
}
await exitWith(() => runOnStack(command), 1)
