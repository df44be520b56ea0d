import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './config.ts'
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

/** Starts all that the services stand on, as much of it at once as can be. */
export async function buildInfrastructure(site: Site, plan: Plan, options: StackOptions): Promise<void> {
  const template = await site.step('postgres template', () => postgresTemplate(site))
  const programs = await providePrograms(site)
  await Promise.all([
    announced(site, plan, programs, options),
    ...serviceNames.map((service) => database(site, plan, template, service, options)),
    ...outsideNames.map((name) => site.step(name, () => site.run(outsideSpec(plan, name, options)))),
  ])
}

/** The broker and the registry, with the topics, rules and schemas of the shop. */
async function announced(
  site: Site,
  plan: Plan,
  { java, kafka, registry }: JavaPrograms,
  { bench }: StackOptions,
): Promise<void> {
  const { ports, facts } = plan
  const port = ports.get('kafka') ?? 0
  const jvm = { java, roomyMegabytes: bench ? 1_024 : undefined }
  await Promise.all([
    site.step('kafka', () =>
      startKafka(site, {
        name: 'kafka',
        library: kafka,
        port,
        controllerPort: ports.get('controller') ?? 0,
        users: facts.kafka.users,
        jvm,
      }),
    ),
    site.step('registry', () =>
      startRegistry(site, { name: 'registry', library: registry, port: ports.get('registry') ?? 0, jvm: { java } }),
    ),
  ])
  await site.step('topics, rules and schemas', () => site.job('setup', setupJob(plan)))
}

/** A service's own cluster, migrated. */
async function database(
  site: Site,
  plan: Plan,
  template: PostgresTemplate,
  service: ServiceName,
  { bench }: StackOptions,
): Promise<void> {
  const name = postgresName(service)
  const urls = plan.facts.databases[service]
  await site.step(name, async () => {
    await startPostgres(site, template, { name, urls, settings: bench ? roomy : undefined })
    const migrations = join(repository, `services/${service}/migrations`)
    if (existsSync(migrations)) await site.job(`${name}-migrations`, migrationJob(plan, service))
  })
}
