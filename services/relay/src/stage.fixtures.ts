import { randomUUID } from 'node:crypto'
import { eventually, type TestKafka, testDatabase, testKafka } from '@saga-shop/testing'
import kafkajs from 'kafkajs'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { SourceSettings } from './session.ts'

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs

/** An event to announce; what is not given is made up. */
export interface Announcement {
  readonly id?: string
  readonly key?: string
  readonly topic?: string
  readonly payload?: Buffer
  readonly traceparent?: string
}

export type Broker = Pick<TestKafka, 'brokers' | 'users' | 'client'>

/** A service as the relay sees it: an outbox with its slot, and its topics. What is left out, a test makes itself. */
export interface Stage {
  readonly source: string
  readonly slot: string
  readonly topics: readonly [string, string]
  readonly kafka: Broker
  readonly owner: pg.Client
  readonly admin: pg.Client
  readonly settings: SourceSettings
  readonly ownerUrl: string
}

export interface StageOptions {
  readonly kafka?: Broker
  readonly database?: { readonly url: string; readonly relayUrl: string; readonly adminUrl: string }
  readonly without?: 'slot' | 'topics'
}

export async function openStage({ kafka, database, without }: StageOptions = {}): Promise<Stage> {
  const source = `r${letters(15)}`
  const [{ url, relayUrl, adminUrl }, broker] = await Promise.all([database ?? testDatabase(), kafka ?? testKafka()])
  const stage: Stage = {
    source,
    slot: `relay_${source}`,
    topics: [`${source}.order-requested.v1`, `${source}.order-validated.v1`],
    kafka: broker,
    owner: await connect(url),
    admin: await connect(adminUrl),
    ownerUrl: url,
    settings: { name: source, databaseUrl: relayUrl, brokers: broker.brokers, ...broker.users.admin },
  }
  if (!database) onTestFinished(() => dropSlot(stage))
  if (without !== 'slot') await makeSlot(stage)
  if (without !== 'topics') await makeTopics(stage)
  return stage
}

/** Announces events in one transaction. */
export async function announce({ owner, topics }: Stage, events: readonly Announcement[]): Promise<void> {
  const key = (event: Announcement) => event.key ?? 'order-1'
  await owner.query(
    `insert into outbox (id, aggregatetype, aggregateid, type, topic, payload, source, subject, correlationid, causationid, traceparent)
     select id, 'order', key, 'OrderRequested', topic, payload, '/order', key, key, 'cause', traceparent
     from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::text[]) as e (id, key, topic, payload, traceparent)`,
    [
      events.map(({ id }) => id ?? randomUUID()),
      events.map(key),
      events.map(({ topic }) => topic ?? topics[0]),
      events.map(({ payload }) => payload ?? Buffer.from('an event')),
      events.map(({ traceparent }) => traceparent ?? null),
    ],
  )
}

/** How far Postgres knows that Kafka has everything, and where its log ends now. */
export async function confirmed({ admin, slot }: Stage) {
  const { rows } = await admin.query<{ active: boolean; behind: string }>(
    'select active, pg_current_wal_lsn() - confirmed_flush_lsn as behind from pg_replication_slots where slot_name = $1',
    [slot],
  )
  return { active: rows[0]?.active, behind: Number(rows[0]?.behind) }
}

const makeSlot = ({ admin, slot }: Stage) =>
  admin.query(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [slot])

export async function makeTopics({ kafka, topics }: Stage, names: readonly string[] = topics): Promise<void> {
  const admin = kafka.client().admin()
  await admin.connect()
  const made = names.map((topic) => ({ topic, numPartitions: 3, replicationFactor: 1 }))
  await admin.createTopics({ topics: made, waitForLeaders: false }) // its wait fails when the broker has not heard of them yet
  await eventually(() => admin.fetchTopicMetadata({ topics: [...names] }), { within: 30_000 })
  await admin.disconnect()
}

/** Lets a user do this with all topics of the stage. */
export async function permit(
  { kafka, source }: Stage,
  user: string,
  ...operations: (keyof typeof AclOperationTypes)[]
): Promise<void> {
  const admin = kafka.client().admin()
  await admin.connect()
  const rule = {
    principal: `User:${user}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
    resourceType: AclResourceTypes.TOPIC,
    resourceName: `${source}.`,
    resourcePatternType: ResourcePatternTypes.PREFIXED,
  }
  await admin.createAcls({ acl: operations.map((operation) => ({ ...rule, operation: AclOperationTypes[operation] })) })
  await admin.disconnect()
}

async function dropSlot({ admin, owner, slot }: Stage): Promise<void> {
  const at = 'from pg_replication_slots where slot_name = $1'
  await eventually(async () => {
    await admin.query(`select pg_terminate_backend(active_pid) ${at} and active_pid is not null`, [slot])
    await admin.query(`select pg_drop_replication_slot(slot_name) ${at}`, [slot]) // who holds it takes a moment to end
  })
  await Promise.all([admin.end(), owner.end()])
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  return client
}

const letters = (count: number) =>
  Array.from({ length: count }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')
