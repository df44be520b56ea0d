import { buildInfrastructure } from './infrastructure.ts'
import type { Role, ServiceName } from './names.ts'
import { forEach, serviceNames } from './names.ts'
import type { StackOptions } from './options.ts'
import { pagesAreBuilt } from './pages.ts'
import { makePlan, type Plan, type StackFacts } from './plan.ts'
import type { ManagedProcess } from './process.ts'
import { pagesJob, relaySpec, serviceSpec, storefrontSpec } from './shop.ts'
import { Site } from './site.ts'

/** Where things are in a running stack, and with which credentials. */
export interface StackView extends Omit<StackFacts, 'databases'> {
  readonly name: string
  readonly folder: string
  readonly postgres: Record<ServiceName, { url(role: Role): string }>
  /** The addresses of all instances of a service. */
  instances(service: ServiceName): string[]
}

/** A running stack, process by process. */
export interface Stack extends StackView {
  /** When its first process was started, as `performance.now()` counts: whatever had to be fetched was there by then. */
  readonly startedAt: number
  process(name: string): ManagedProcess
  processes(): ManagedProcess[]
  /** Stops a process in good order and starts it again; resolves when it answers. */
  restart(name: string): Promise<void>
  /** Stops everything in good order. */
  stop(): Promise<void>
}

/** What the services stand on, without them. */
export type Infrastructure = Stack

/** Starts broker, registry, databases and the outside world, with topics, rules, schemas and tables. */
export const startInfrastructure = (options: StackOptions = {}): Promise<Infrastructure> =>
  build(options, async () => {})

/** Starts the whole shop, and resolves when every part of it is ready. */
export const startStack = (options: StackOptions = {}): Promise<Stack> => build(options, startServices)

type Continue = (site: Site, plan: Plan, options: StackOptions) => Promise<void>

async function build(options: StackOptions, andThen: Continue): Promise<Stack> {
  const site = new Site(options)
  try {
    await site.prepare()
    const plan = await makePlan(options, site.folder)
    site.record(plan.facts)
    await buildInfrastructure(site, plan, options)
    await andThen(site, plan, options)
    return stackOn(site, plan.facts)
  } catch (error) {
    await site.close()
    throw error
  }
}

async function startServices(site: Site, plan: Plan, options: StackOptions): Promise<void> {
  if (plan.instances.size > 0) await openForBusiness(site, plan, options)
  if (options.storefront) await openShopWindow(site, plan, options)
}

async function openForBusiness(site: Site, plan: Plan, options: StackOptions): Promise<void> {
  const specs = [...plan.instances].map(([instance, service]) => serviceSpec(plan, service, instance, options))
  await Promise.all([...specs, relaySpec(plan, options)].map((spec) => site.step(spec.name, () => site.run(spec))))
  for (const [instance, service] of plan.spares) site.standBy(serviceSpec(plan, service, instance, options))
  if (options.spares?.includes('relay-2')) site.standBy(relaySpec(plan, options, 'relay-2'))
}

async function openShopWindow(site: Site, plan: Plan, options: StackOptions): Promise<void> {
  if (!pagesAreBuilt()) await site.step('pages', () => site.job('pages', pagesJob()))
  const spec = storefrontSpec(plan, options)
  await site.step(spec.name, () => site.run(spec), plan.facts.urls.storefront)
}

/** A stack as its facts show it. */
export function viewOf(name: string, folder: string, { databases, ...facts }: StackFacts): StackView {
  return {
    name,
    folder,
    ...facts,
    postgres: forEach(serviceNames, (service) => ({ url: (role) => databases[service][role] })),
    instances: (service) =>
      Object.entries(facts.urls).flatMap(([name, url]) => (name.replace(/-\d+$/, '') === service ? [url] : [])),
  }
}

function stackOn(site: Site, facts: StackFacts): Stack {
  const find = (name: string) => {
    const found = site.processes.find((process) => process.name === name)
    if (!found)
      throw new Error(`No process ${name} in this stack: ${site.processes.map((process) => process.name).join(', ')}`)
    return found
  }
  return {
    ...viewOf(site.name, site.folder, facts),
    startedAt: site.startedAt,
    process: find,
    processes: () => [...site.processes],
    restart: (name) => find(name).restart(),
    stop: () => site.stop(),
  }
}
