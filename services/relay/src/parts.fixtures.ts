import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  forEach,
  freePort,
  kafkaUsers,
  type Login,
  newUrls,
  password,
  postgresTemplate,
  providePrograms,
  type Site,
  startKafka,
  startPostgres,
} from '@saga-shop/local/parts'
import kafkajs from 'kafkajs'
import pg from 'pg'

/** A broker with a user for each service, and no topics. */
export async function openBroker(site: Site, jvm: { readonly roomyMegabytes?: number } = {}) {
  const { java, kafka: library } = await providePrograms(site)
  const users = forEach(kafkaUsers, (username) => ({ username, password: password() }))
  const [port, controllerPort] = [await freePort(), await freePort()]
  const process = await startKafka(site, { name: 'kafka', library, port, controllerPort, users, jvm: { java, ...jvm } })
  const brokers = [`127.0.0.1:${port}`]
  const client = (user: Login = users.admin) =>
    new kafkajs.Kafka({
      brokers,
      ssl: false,
      sasl: { mechanism: 'scram-sha-256', ...user },
      logLevel: kafkajs.logLevel.NOTHING,
    })
  return { process, brokers, users, client }
}

/** A cluster with its own settings, and one database with the tables that every service has. */
export async function openDatabase(site: Site, database: string, settings: Record<string, string>) {
  const urls = newUrls(`127.0.0.1:${await freePort()}`, database)
  const template = await postgresTemplate(site)
  const process = await startPostgres(site, template, { name: 'postgres', urls, settings })
  await migrate(urls.owner)
  return { process, urls }
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
