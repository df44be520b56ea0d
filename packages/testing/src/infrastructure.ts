import {
  forEach,
  forgetful,
  freePort,
  kafkaUsers,
  type Login,
  newUrls,
  password,
  postgresTemplate,
  providePrograms,
  type Role,
  registryUrl,
  type Site,
  startKafka,
  startPostgres,
  startRegistry,
} from '@saga-shop/local/parts'

/** What integration tests may ask for; each is started when the first test does. */
export interface Infrastructure {
  postgres(): Promise<Record<Role, string>>
  kafka(): Promise<{ brokers: string[]; users: Record<(typeof kafkaUsers)[number], Login> }>
  registry(): Promise<string>
}

/** One cluster, one broker and one registry for a whole run, in a folder that goes with it. */
export function testInfrastructure(site: Site): Infrastructure {
  const programs = once(() => providePrograms(site))
  return {
    postgres: once(async () => {
      const urls = newUrls(`127.0.0.1:${await freePort()}`, 'test')
      await startPostgres(site, await postgresTemplate(site), {
        name: 'postgres',
        urls,
        settings: { ...forgetful, ...manyAtOnce },
      })
      return urls
    }),
    kafka: once(async () => {
      const { java, kafka: library } = await programs()
      const users = forEach(kafkaUsers, (username) => ({ username, password: password() }))
      const port = await freePort()
      await startKafka(site, { name: 'kafka', library, port, controllerPort: await freePort(), users, jvm: { java } })
      return { brokers: [`127.0.0.1:${port}`], users }
    }),
    registry: once(async () => {
      const { java, registry: library } = await programs()
      const port = await freePort()
      await startRegistry(site, { name: 'registry', library, port, jvm: { java } })
      return registryUrl(`127.0.0.1:${port}`)
    }),
  }
}

const manyAtOnce = { max_connections: '300', max_replication_slots: '100', max_wal_senders: '100' }

function once<Result>(start: () => Promise<Result>): () => Promise<Result> {
  let started: Promise<Result> | undefined
  return () => {
    started ??= start()
    return started
  }
}
