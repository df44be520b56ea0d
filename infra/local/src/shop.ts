import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { localFolder, repository, tracing } from './config.ts'
import {
  migrationEnvironment,
  relayEnvironment,
  serviceEnvironment,
  setupEnvironment,
  storefrontEnvironment,
  tokenEnvironment,
} from './environment.ts'
import type { Launch } from './launch.ts'
import type { HttpName, InstanceName, OutsideName, ServiceName } from './names.ts'
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

/** A program that tells over HTTP whether it is ready. */
const served = (plan: Plan, name: HttpName, script: string, env: Record<string, string>): ProcessSpec => ({
  name,
  ...node(script, { HOST: '127.0.0.1', PORT: String(plan.port(name)), ...env }),
  ready: answers(`http://127.0.0.1:${plan.port(name)}/health/ready`),
})

/** One that tells its traces, if anybody wants them: whoever wants none loads a file of ten lines. */
const traced = (plan: Plan, name: HttpName, script: string, env: Record<string, string>): ProcessSpec => {
  const spec = served(plan, name, script, { ...tracing, ...env })
  return { ...spec, arguments: ['--import', tracingPreload, ...spec.arguments] }
}

const tracingPreload = join(repository, 'packages/runtime/src/tracing/preload.ts')

/** An instance of a service. */
export const serviceSpec = (
  plan: Plan,
  service: ServiceName,
  instance: InstanceName,
  { env, storefront }: StackOptions,
) =>
  traced(plan, instance, `services/${service}/src/main.ts`, {
    INSTANCE: instance,
    NODE_OPTIONS: '--max-semi-space-size=32', // batches are garbage soon after: room for them spares copying
    ...serviceEnvironment(plan.seenBy(instance), service),
    ...(storefront && tokenEnvironment(plan.facts)),
    ...env?.[service],
    ...env?.[instance],
  })

/** A relay of all services. */
export const relaySpec = (plan: Plan, { env }: StackOptions, name: 'relay' | 'relay-2' = 'relay') =>
  traced(plan, name, 'services/relay/src/main.ts', { ...relayEnvironment(plan.seenBy(name)), ...env?.relay })

/** The shop window: pages, and the API gateway. */
export const storefrontSpec = (plan: Plan, { env }: StackOptions) =>
  traced(plan, 'storefront', 'services/storefront/src/main.ts', {
    ...storefrontEnvironment(plan.facts),
    ...env?.storefront,
  })

/** Builds the pages. */
export const pagesJob = (): Launch => node('services/storefront/web/main.ts', {})

/** A stand-in of the outside world, which keeps what it knows in a folder. */
export const outsideSpec = (plan: Plan, name: OutsideName, folder: string, { env }: StackOptions) =>
  served(plan, name, `infra/${name}/src/main.ts`, {
    DATA_FOLDER: folder,
    ...(name === 'mail' && { SMTP_PORT: String(plan.port('smtp')) }),
    ...env?.[name],
  })

/** Makes topics, access rules and subjects. */
export const setupJob = ({ facts }: Plan): Launch => node('infra/setup/src/main.ts', setupEnvironment(facts))

/** Brings a service's database up to date. */
export const migrationJob = ({ facts }: Plan, service: ServiceName): Launch =>
  node('packages/runtime/src/migrate.ts', migrationEnvironment(facts, service), `services/${service}/migrations`)
