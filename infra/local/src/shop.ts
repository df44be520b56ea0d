import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { localFolder, repository } from './config.ts'
import {
  migrationEnvironment,
  outsideEnvironment,
  relayEnvironment,
  serviceEnvironment,
  setupEnvironment,
} from './environment.ts'
import type { Launch } from './launch.ts'
import type { OutsideName, ProcessName, ServiceName } from './names.ts'
import type { StackOptions } from './options.ts'
import type { Plan } from './plan.ts'
import { Problem } from './problem.ts'
import type { ProcessSpec } from './process.ts'
import { answers } from './wait.ts'

/** Compiled code is kept: the next start needs a third less CPU, and each process less memory. */
const alike = { LOG_LEVEL: 'info', NODE_COMPILE_CACHE: join(localFolder, 'compiled') }

/** How our own programs are run: by the Node that runs us, from the repository's root. */
function node(script: string, env: Record<string, string>, ...words: string[]): Launch {
  if (!existsSync(join(repository, script))) throw new Problem(`${script} is missing: this checkout is not complete.`)
  return { command: process.execPath, arguments: [script, ...words], env: { ...alike, ...env }, cwd: repository }
}

/** An instance of a service. */
export const serviceSpec = (
  { facts }: Plan,
  service: ServiceName,
  instance: ProcessName,
  { env }: StackOptions,
): ProcessSpec => ({
  name: instance,
  ...node(`services/${service}/src/main.ts`, {
    ...serviceEnvironment(facts, service, instance),
    ...env?.[service],
    ...env?.[instance],
  }),
  ready: answers(`${facts.urls[instance]}/health/ready`),
})

/** The relay of all services. */
export const relaySpec = ({ facts }: Plan, { env }: StackOptions): ProcessSpec => ({
  name: 'relay',
  ...node('services/relay/src/main.ts', { ...relayEnvironment(facts), ...env?.relay }),
  ready: answers(`${facts.urls['relay']}/health/ready`),
})

/** A stand-in of the outside world. */
export const outsideSpec = ({ facts }: Plan, name: OutsideName, { env }: StackOptions): ProcessSpec => ({
  name,
  ...node(`infra/${name}/src/main.ts`, { ...outsideEnvironment(facts, name), ...env?.[name] }),
  ready: answers(`${facts.urls[name]}/health/ready`),
})

/** Makes topics, access rules and subjects. */
export const setupJob = ({ facts }: Plan): Launch => node('infra/setup/src/main.ts', setupEnvironment(facts))

/** Brings a service's database up to date. */
export const migrationJob = ({ facts }: Plan, service: ServiceName): Launch =>
  node('packages/runtime/src/migrate.ts', migrationEnvironment(facts, service), `services/${service}/migrations`)
