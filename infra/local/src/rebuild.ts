import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './config.ts'
import { serviceEnvironment } from './environment.ts'
import { serviceNames } from './names.ts'
import { Problem } from './problem.ts'
import { runOnStack } from './run-on-stack.ts'

const usage = `npm run rebuild -- <service> <view> [--dry-run] [--stack <name or folder>] [--help]

Makes a view anew from the log, beside the live one, compares the two, and puts the new one in its place.
Services that have views: ${serviceNames.filter((name) => existsSync(fileOf(name))).join(', ')}. With --help after its name, one says which.
`

// `npm run rebuild -- <service> <view>`: the service's own command, with the settings of a stack that runs on this machine.
const [name, ...words] = process.argv.slice(2)
const service = serviceNames.find((service) => service === name && existsSync(fileOf(service)))
if (service) await run(service)
else {
  process.stdout.write(usage)
  process.exitCode = name === '--help' ? 0 : 64
}

async function run(service: (typeof serviceNames)[number]) {
  try {
    process.exitCode = await runOnStack({
      script: `services/${service}/src/rebuild.ts`,
      words,
      environment: () => (facts) => serviceEnvironment(facts, service),
    })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    process.stderr.write(`✗ ${error.message}\n`)
    process.exitCode = 1
  }
}

function fileOf(service: string) {
  return join(repository, `services/${service}/src/rebuild.ts`)
}
