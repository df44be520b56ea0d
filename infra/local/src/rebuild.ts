import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './config.ts'
import { serviceEnvironment } from './environment.ts'
import { type ServiceName, serviceNames } from './names.ts'
import { exitWith } from './run-command.ts'
import { runOnStack } from './run-on-stack.ts'
import { say } from './say.ts'

const usage = `npm run rebuild -- <service> <view> [--dry-run] [--stack <name or folder>] [--help]

Makes a view anew from the log, beside the live one, compares the two, and puts the new one in its place.
Services that have views: ${serviceNames.filter((name) => existsSync(fileOf(name))).join(', ')}. With --help after its name, one says which.`

// `npm run rebuild -- <service> <view>`: the service's own command, with the settings of a stack that runs on this machine.
const [name, ...words] = process.argv.slice(2)
const service = serviceNames.find((service) => service === name && existsSync(fileOf(service)))
if (service) await exitWith(() => rebuild(service), 1)
else {
  say(usage)
  process.exitCode = name === '--help' ? 0 : 64
}

function rebuild(service: ServiceName) {
  return runOnStack({
    script: `services/${service}/src/rebuild.ts`,
    words,
    environment: () => (facts) => serviceEnvironment(facts, service),
  })
}

function fileOf(service: string) {
  return join(repository, `services/${service}/src/rebuild.ts`)
}
