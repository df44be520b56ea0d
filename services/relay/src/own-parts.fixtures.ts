import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  forEach,
  forgetful,
  freePort,
  kafkaUsers,
  newUrls,
  password,
  postgresTemplate,
  providePrograms,
  Site,
  startKafka,
  startPostgres,
} from '@saga-shop/local/parts'
import kafkajs from 'kafkajs'
import pg from 'pg'
import { afterAll } from 'vitest'

/** A broker of a file's own, that its tests may stop, kill and freeze. To be called at the top of the file. */
export async function ownKafka() {
  const site = await ownSite()
  const { java, kafka: library } = await providePrograms(site)
  const users = forEach(kafkaUsers, (username) => ({ username, password: password() }))
  const [port, controllerPort] = [await freePort(), await freePort()]
  const process = await startKafka(site, { name: 'kafka', library, port, controllerPort, users, jvm: { java } })
  const brokers = [`127.0.0.1:${port}`]
  const client = (user = users.admin) =>
    new kafkajs.Kafka({
      brokers,
      ssl: false,
      sasl: { mechanism: 'scram-sha-256', ...user },
      logLevel: kafkajs.logLevel.NOTHING,
    })
  return { process, brokers, users, client }
}

/** A cluster of a file's own, with its own settings and the tables that every service has. */
export async function ownPostgres(settings: Record<string, string>) {
  const site = await ownSite()
  const urls = newUrls(`127.0.0.1:${await freePort()}`, 'test')
  const template = await postgresTemplate(site)
  const process = await startPostgres(site, template, {
    name: 'postgres',
    urls,
    settings: { ...forgetful, ...settings },
  })
  await migrate(urls.owner)
  return { process, url: urls.owner, relayUrl: urls.relay, adminUrl: urls.admin }
}

async function ownSite(): Promise<Site> {
  const site = new Site({ temporary: true })
  afterAll(() => site.close())
  await site.prepare()
  return site
}

async function migrate(url: string): Promise<void> {
  const owner = new pg.Client(url)
  await owner.connect()
  for (const file of globSync(migrations).toSorted())
    await owner.query(readFileSync(file, 'utf8').split(/^-- *down migration/im)[0] ?? '')
  await owner.query('grant select on outbox to relay')
  await owner.end()
}

const migrations = join(import.meta.dirname, '../../../packages/runtime/migrations/*.sql')
