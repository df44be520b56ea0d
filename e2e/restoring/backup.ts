import { execFile } from 'node:child_process'
import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { chown } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ServiceName, Stack } from '@saga-shop/local'
import pg from 'pg'

/** A copy of a database's files, taken while it was at work, with the log that makes it whole. */
export interface Backup {
  readonly service: ServiceName
  readonly data: string
  readonly copy: string
}

/**
 * Copies a running cluster as any tool for Postgres does: start, copy, stop, and then the log of the time between.
 * Slots stay where they are: a slot belongs to the log that it follows, and a restored database begins a new one.
 */
export async function backUp({ postgres }: Stack, service: ServiceName): Promise<Backup> {
  const client = new pg.Client(postgres[service].url('admin'))
  await client.connect()
  try {
    const data: string = (await client.query('show data_directory')).rows[0].data_directory
    const copy = join(data, '..', `backup-of-${service}`)
    await client.query(`select pg_backup_start('a story', fast => true)`)
    await copyFiles(data, copy)
    for (const inside of ['pg_wal', 'pg_replslot']) empty(join(copy, inside))
    for (const file of ['postmaster.pid', 'postmaster.opts']) rmSync(join(copy, file), { force: true })
    const { rows } = await client.query('select labelfile from pg_backup_stop(wait_for_archive => false)')
    await copyFiles(join(data, 'pg_wal'), join(copy, 'pg_wal'))
    await write(join(copy, 'backup_label'), rows[0].labelfile)
    return { service, data, copy }
  } finally {
    await client.end()
  }
}

/** Puts the copy in the place of a database that was lost. It goes on in a timeline of its own. */
export async function restore(stack: Stack, { service, data, copy }: Backup): Promise<void> {
  const cluster = stack.process(`postgres-${service}`)
  await cluster.kill('SIGQUIT')
  rmSync(data, { recursive: true })
  await copyFiles(copy, data)
  await write(join(data, 'recovery.signal'), '')
  appendFileSync(join(data, 'postgresql.auto.conf'), "restore_command = 'false'\n") // all of the log that there is came along
  await cluster.start()
  await cluster.ready()
  await promoted(stack, service)
}

/** Read-only until all of the log that there is was replayed. */
async function promoted({ postgres }: Stack, service: ServiceName) {
  const client = new pg.Client(postgres[service].url('admin'))
  await client.connect()
  try {
    for (;;) if (!(await client.query('select pg_is_in_recovery() as yes')).rows[0].yes) return
  } finally {
    await client.end()
  }
}

/** Files that go while they are copied are not missed: the log has what became of them. */
async function copyFiles(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const { uid, gid } = statSync(from)
  await chown(to, uid, gid)
  await promisify(execFile)('cp', ['-Rp', `${from}/.`, to]).catch((error: Error) => {
    if (!/No such file|cannot stat/.test(error.message)) throw error
  })
}

function empty(folder: string): void {
  for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true })
}

async function write(file: string, text: string): Promise<void> {
  writeFileSync(file, text, { mode: 0o600 })
  const { uid, gid } = statSync(join(file, '..'))
  await chown(file, uid, gid)
}
