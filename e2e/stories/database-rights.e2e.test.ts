import { type Service, services } from '@saga-shop/contracts'
import pg from 'pg'
import { expect, test } from 'vitest'
import { type Answer, attempt, logOn } from '../database-rights/attempt.ts'
import { stack } from './shop.ts'

const all = (statements: readonly string[], answer: Answer) =>
  new Map(statements.map((statement) => [statement, answer]))
const roles = ['owner', 'relay', 'judge'] as const

/** What only a superuser may do: whoever could do one of these could give itself the rest. */
const masterKeys = [
  'create role intruder superuser',
  'alter role current_user superuser',
  'alter role postgres password null',
  "copy (select 1) to program 'true'",
  "select pg_read_file('/etc/hostname')",
  'select rolpassword from pg_authid',
]

/** What follows the log, or takes it away from who follows it. */
const replicating = (slot: string) => [
  "select pg_create_logical_replication_slot('intruder', 'pgoutput', true)",
  `select pg_drop_replication_slot('${slot}')`,
  `select pg_replication_slot_advance('${slot}', pg_current_wal_lsn())`,
]

test.each(services)("%s's own role cannot replicate, and holds no master key", async (service) => {
  const url = stack.postgres[service].url('owner')
  const tried = [...masterKeys, ...replicating(`relay_${service}`)]
  expect(await attempt(url, tried)).toEqual(all(tried, 'refused'))
  expect(await logOn(url, { replication: true })).toBe('refused')
})

test.each(services)(
  'only the administrator of %s may make roles or databases, and only the relay follows the log',
  async (service) => {
    const may = async (role: (typeof roles)[number]) => {
      const [found] = await ask(service, role, 'select * from pg_roles where rolname = current_user')
      return ['rolsuper', 'rolcreaterole', 'rolcreatedb', 'rolbypassrls', 'rolreplication'].filter(
        (right) => found?.[right],
      )
    }
    expect(await Promise.all(roles.map(may))).toEqual([[], ['rolreplication'], []])
  },
)

const forTheRelay = new Set(['outbox', 'relay_rebuilds'])

test.each(services)('the relay reads nothing of %s but its outbox, and writes nothing', async (service) => {
  const url = stack.postgres[service].url('relay')
  const tables = await tablesOf(service)
  const reads = (readable: boolean) =>
    tables.filter((table) => forTheRelay.has(table) === readable).map((table) => `select from ${table} limit 1`)
  expect(await attempt(url, reads(true))).toEqual(all(reads(true), 'allowed'))
  const others = [...reads(false), ...tables.flatMap(writing), ...making, ...masterKeys]
  expect(await attempt(url, others)).toEqual(all(others, 'refused'))
})

test.each(services)('the judge reads everything of %s, and changes nothing', async (service) => {
  const url = stack.postgres[service].url('judge')
  const tables = await tablesOf(service)
  const reads = tables.map((table) => `select from ${table} limit 1`)
  expect(await attempt(url, reads)).toEqual(all(reads, 'allowed'))
  // By default its transactions can only read; that it asks for another does not help it.
  const others = [
    ...tables.flatMap(writing),
    ...making,
    ...masterKeys,
    ...replicating(`relay_${service}`),
    ...tables.map((table) => `select from ${table} limit 1 for update`),
    "select pg_logical_emit_message(true, 'a', 'b')",
    'select pg_reload_conf()',
  ].map((statement) => `set transaction read write; ${statement}`)
  expect(await attempt(url, others)).toEqual(all(others, 'refused'))
  expect(await logOn(url, { replication: true })).toBe('refused')
})

test.each(services)(
  "nobody of %s connects to a neighbour's database, or to another of its own server",
  async (service) => {
    const own = stack.postgres[service]
    const [neighbours, elsewhere] = [services.filter((other) => other !== service), ['postgres', 'template1']]
    const doors = roles.flatMap((role) => [
      ...neighbours.map((other) => at(stack.postgres[other].url(role), own.url(role))),
      ...elsewhere.map((database) => Object.assign(new URL(own.url(role)), { pathname: `/${database}` }).href),
    ])
    expect(await Promise.all(doors.map((door) => logOn(door)))).toEqual(doors.map(() => 'refused'))
  },
)

/** Statements that would do no harm if they were let through. */
const writing = (table: string) => [
  `insert into ${table} default values`,
  `delete from ${table} where false`,
  `truncate ${table}`,
  `drop table ${table}`,
]

const making = [
  'create table intruder ()',
  'create temporary table intruder ()',
  'create schema intruder',
  'create publication intruder',
  'drop publication outbox',
  'select lo_create(0)',
  "select lo_from_bytea(0, 'x')",
]

async function tablesOf(service: Service): Promise<string[]> {
  const rows = await ask(service, 'judge', "select tablename from pg_tables where schemaname = 'public'")
  return rows.map((row) => String(row['tablename']))
}

async function ask(service: Service, role: (typeof roles)[number], question: string) {
  const client = new pg.Client(stack.postgres[service].url(role))
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(question)
  await client.end()
  return rows
}

/** One's own login, at another's door. */
function at(there: string, login: string): string {
  const { username, password } = new URL(login)
  return Object.assign(new URL(there), { username, password }).href
}
