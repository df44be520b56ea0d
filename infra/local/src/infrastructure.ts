import { join } from 'node:path'
import { startKafka } from './kafka.ts'
import { outsideNames, type ServiceName, serviceNames } from './names.ts'
import type { StackOptions } from './options.ts'
import { type Plan, postgresName } from './plan.ts'
import { startPostgres } from './postgres.ts'
import { roomy } from './postgres-settings.ts'
import { type PostgresTemplate, postgresTemplate } from './postgres-template.ts'
import { type JavaPrograms, providePrograms } from './programs.ts'
import { startRegistry } from './registry.ts'
import { migrationJob, outsideSpec, setupJob } from './shop.ts'
import type { Site } from './site.ts'

/**
 * Starts all that the services stand on. In two waves, since cores are few: the servers first, which are slow to start and
 * waited for, then what needs them or is quick.
 */
export async function buildInfrastructure(site: Site, plan: Plan, options: StackOptions): Promise<void> {
  const { facts } = plan
  const template = await postgresTemplate(site)
  const programs = await providePrograms(site)
  await Promise.all([
    site.step('kafka', () => kafka(site, plan, programs, options), facts.kafka.brokers.join(',')),
    site.step('registry', () => registry(site, plan, programs), facts.registryUrl),
    ...serviceNames.map((service) =>
      site.step(postgresName(service), () => cluster(site, plan, template, service, options)),
    ),
  ])
  await Promise.all([
    site.step('topics, rules and schemas', () => site.job('setup', setupJob(plan))),
    ...serviceNames.map((service) =>
      site.step(`tables of ${service}`, () => site.job(`migrate-${service}`, migrationJob(plan, service))),
    ),
    ...outsideNames.map((name) =>
      site.step(name, () => site.run(outsideSpec(plan, name, join(site.folder, name), options)), facts.urls[name]),
    ),
  ])
}

function kafka(site: Site, plan: Plan, { java, kafka: library }: JavaPrograms, { bench, disks }: StackOptions) {
  const { port, facts, listeners } = plan
  return startKafka(site, {
    name: 'kafka',
    library,
    port: port('kafka'),
    controllerPort: port('controller'),
    users: facts.kafka.users,
    listeners,
    disk: disks?.kafka,
    jvm: { java, roomyMegabytes: bench ? 1_024 : undefined },
  })
}

function registry(site: Site, { port }: Plan, { java, registry: library }: JavaPrograms) {
  return startRegistry(site, { name: 'registry', library, port: port('registry'), jvm: { java } })
}

function cluster(
  site: Site,
  { facts, sockets }: Plan,
  template: PostgresTemplate,
  service: ServiceName,
  { bench, disks }: StackOptions,
) {
  const [name, urls] = [postgresName(service), facts.databases[service]]
  return startPostgres(site, template, {
    name,
    urls,
    sockets,
    settings: bench ? roomy : undefined,
    disk: disks?.[name],
  })
}
