import { serviceEnvironment } from './environment.ts'
import { serviceNames } from './names.ts'
import { Problem } from './problem.ts'
import { runOnStack } from './run-on-stack.ts'

// `npm run restored -- <service>`: the runtime's own command, with the settings of a stack that runs on this machine.
try {
  process.exitCode = await runOnStack({
    script: 'packages/runtime/src/restoring/main.ts',
    words: process.argv.slice(2),
    environment: (words) => {
      const service = serviceNames.find((name) => words.includes(name))
      return service && ((facts) => serviceEnvironment(facts, service))
    },
  })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  process.stderr.write(`✗ ${error.message}\n`)
  process.exitCode = 1
}
