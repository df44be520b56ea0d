import { createHash, randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { ask } from './ask.ts'

/** A database of a test's own. */
export interface TestDatabase {
  readonly name: string
  /** As the service that owns it. */
  readonly url: string
  /** As the relay, who may follow its outbox; slots are made by whoever needs one. */
  readonly relayUrl: string
  /** As the judge, who may only read. */
  readonly judgeUrl: string
  /** As the superuser. */
  readonly adminUrl: string
}

const runtimeMigrations = 'packages/runtime/migrations'
const repository = join(import.meta.dirname, '../../..')

/**
 * A fresh database with the runtime's tables and the migrations of these folders, given from the repository's root.
 * A set of migrations is run once and then copied. Their SQL is run as it is: the migration job is for whole stacks.
 */
export async function testDatabase(...migrationFolders: string[]): Promise<TestDatabase> {
  const urls = await ask('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const folders = new Set([runtimeMigrations, ...migrationFolders])
  const template = await templateWith([...folders].flatMap(filesIn), urls)
  await using(urls.admin, (admin) => admin.query(`create database ${name} owner test template ${template}`))
  return {
    name,
    url: to(urls.owner, name),
    relayUrl: to(urls.relay, name),
    judgeUrl: to(urls.judge, name),
    adminUrl: to(urls.admin, name),
  }
}

/** A database to copy: made by whoever comes first, while the others wait. */
async function templateWith(files: string[], urls: { admin: string; owner: string }): Promise<string> {
  const migrations = files.map((file) => readFileSync(file, 'utf8'))
  const template = `template_${createHash('sha256').update(migrations.join('\n')).digest('hex').slice(0, 24)}`
  await using(urls.admin, async (admin) => {
    await admin.query('select pg_advisory_lock(1)')
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount) return
    await admin.query('drop database if exists draft')
    await admin.query('create database draft owner test')
    await using(to(urls.owner, 'draft'), async (owner) => {
      for (const migration of migrations) await owner.query(up(migration))
      await owner.query('grant select on outbox to relay')
      await owner.query('grant select on all tables in schema public to judge')
    })
    await admin.query(`alter database draft rename to ${template}`)
  })
  return template
}

/** The same login, to another database. */
const to = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href

const filesIn = (folder: string) => globSync(join(resolve(repository, folder), '*.sql')).sort()

/** The part of a migration before its way back. */
const up = (migration: string) => migration.split(/^-- *down migration/im)[0] ?? ''

async function using<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
