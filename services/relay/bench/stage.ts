import { Site } from '@saga-shop/local/parts'
import kafkajs from 'kafkajs'
import pg from 'pg'
import { openBroker, openDatabase } from '../src/parts.fixtures.ts'

/** The topics that the rows go to: as many as the order service has, with as many partitions. */
export const topics = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `order.bench-${letter}.v1`)

/** Real parts for the bench: a database with an outbox and its slot, and a broker with the topics and their rules. */
export type Stage = Awaited<ReturnType<typeof openStage>>

export async function openStage() {
  const site = new Site({
    temporary: true,
    onStep: ({ name, milliseconds }) => console.error(`${name}: ${milliseconds} ms`),
  })
  try {
    await site.prepare()
    const [urls, kafka] = await Promise.all([database(site), broker(site)])
    return { ...kafka, site, urls, close: () => site.close() }
  } catch (error) {
    await site.close()
    throw error
  }
}

async function database(site: Site) {
  const settings = { shared_buffers: '256MB', max_wal_size: '4GB' }
  const { urls } = await site.step('postgres', () => openDatabase(site, 'order', settings))
  const relay = new pg.Client(urls.relay)
  await relay.connect()
  await relay.query(`select pg_create_logical_replication_slot('relay_order', 'pgoutput')`)
  await relay.end()
  return urls
}

async function broker(site: Site) {
  const { brokers, users, client } = await site.step('kafka', () => openBroker(site, { roomyMegabytes: 1024 }))
  const admin = client()
  await prepareTopics(admin)
  return { brokers, user: users.order, client: admin }
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
