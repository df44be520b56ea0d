import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from './problem.ts'

/** Who runs Postgres: it refuses to be root, so for root it is nobody. */
export const postgresUid: number | undefined = process.getuid?.() === 0 ? 65_534 : undefined

/** Makes a folder that the Postgres user can use: the wanted one, or one under /tmp where the way there is closed to it. */
export function placeForPostgres(wanted: string): string {
  mkdirSync(dirname(wanted), { recursive: true })
  const place = postgresUid === undefined || reachable(dirname(wanted)) ? wanted : insteadOf(wanted)
  mkdirSync(place, { recursive: true, mode: 0o700 })
  if (postgresUid !== undefined) chownSync(place, postgresUid, postgresUid)
  return place
}

/** Whether every folder on the way lets anybody pass. */
export function reachable(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0
  return open && (path === dirname(path) || reachable(dirname(path)))
}

function insteadOf(wanted: string): string {
  const parent = '/tmp/saga-shop-postgres'
  mkdirSync(parent, { recursive: true })
  if (lstatSync(parent).uid !== 0) throw new Problem(`${parent} belongs to somebody else: remove it.`)
  chmodSync(parent, 0o711)
  return join(parent, createHash('sha256').update(wanted).digest('hex').slice(0, 16))
}
