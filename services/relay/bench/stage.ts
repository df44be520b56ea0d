import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  forEach,
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

/** The topics that the rows go to: as many as the order service has, with as many partitions. */
export const topics = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `order.bench-${letter}.v1`)

/** Real parts for the bench: a database with an outbox and its slot, and a broker with the topics and their rules. */
export type Stage = Awaited<ReturnType<typeof openStage>>

const migrations = join(import.meta.dirname, '../../../packages/runtime/migrations/*.sql')

export async function openStage() {
  const site = new Site({
    temporary: true,
    onStep: ({ name, milliseconds }) => console.error(`${name}: ${milliseconds} ms`),
  })
  try {
    await site.prepare()
    const [urls, kafka] = await Promise.all([openDatabase(site), openBroker(site)])
    return { ...kafka, site, urls, close: () => site.close() }
  } catch (error) {
    await site.close()
    throw error
  }
}

async function openDatabase(site: Site) {
  const urls = newUrls(`127.0.0.1:${await freePort()}`, 'order')
  const settings = { shared_buffers: '256MB', max_wal_size: '4GB' }
  await site.step('postgres', async () =>
    startPostgres(site, await postgresTemplate(site), { name: 'postgres', urls, settings }),
  )
  const owner = new pg.Client(urls.owner)
  await owner.connect()
  for (const file of globSync(migrations).toSorted())
    await owner.query(readFileSync(file, 'utf8').split(/^-- *down migration/im)[0] ?? '')
  await owner.end()
  const relay = new pg.Client(urls.relay)
  await relay.connect()
  await relay.query(`select pg_create_logical_replication_slot('relay_order', 'pgoutput')`)
  await relay.end()
  return urls
}

async function openBroker(site: Site) {
  const { java, kafka: library } = await providePrograms(site)
  const users = forEach(kafkaUsers, (username) => ({ username, password: password() }))
  const port = await freePort()
  const options = {
    name: 'kafka',
    library,
    port,
    controllerPort: await freePort(),
    users,
    jvm: { java, roomyMegabytes: 1024 },
  }
  await site.step('kafka', () => startKafka(site, options))
  const brokers = [`127.0.0.1:${port}`]
  const client = new kafkajs.Kafka({
    brokers,
    ssl: false,
    sasl: { mechanism: 'scram-sha-256', ...users.admin },
    logLevel: kafkajs.logLevel.NOTHING,
  })
  await prepareTopics(client)
  return { brokers, user: users.order, client }
}

async function prepareTopics(client: kafkajs.Kafka): Promise<void> {
  const admin = client.admin()
  await admin.connect()
  await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions: 6, replicationFactor: 1 })) })
  const rule = {
    principal: 'User:order',
    host: '*',
    permissionType: kafkajs.AclPermissionTypes.ALLOW,
    resourceType: kafkajs.AclResourceTypes.TOPIC,
    resourceName: 'order.',
    resourcePatternType: kafkajs.ResourcePatternTypes.PREFIXED,
  }
  const operations = [
    kafkajs.AclOperationTypes.WRITE,
    kafkajs.AclOperationTypes.READ,
    kafkajs.AclOperationTypes.DESCRIBE,
  ]
  await admin.createAcls({ acl: operations.map((operation) => ({ ...rule, operation })) })
  await admin.disconnect()
}
