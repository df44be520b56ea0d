import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Authority, newAuthority } from './authority.ts'
import { reasonToRenew } from './due.ts'
import type { Holder } from './holders.ts'
import { issue } from './issue.ts'

/** Whom everybody trusts: anyone may read it. */
export const authorityFile = 'ca.pem'
/** A holder's key and certificate, in a folder of its own name that only it can read. */
export const identityFile = 'identity.pem'

/** The authority of a folder, made when there is none. Its key stays with root. */
export async function authorityOf(folder: string): Promise<Authority> {
  const place = { key: join(folder, 'authority', 'key.pem'), cert: join(folder, authorityFile) }
  if (existsSync(place.key) && existsSync(place.cert))
    return { key: readFileSync(place.key, 'utf8'), cert: readFileSync(place.cert, 'utf8') }
  const authority = await newAuthority()
  mkdirSync(join(folder, 'authority'), { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o755)
  put(place.key, authority.key, 0o400)
  put(place.cert, authority.cert, 0o444)
  return authority
}

/** Gives a holder a new certificate when it needs one, or in any case; says why it did. */
export async function supply(
  folder: string,
  authority: Authority,
  holder: Holder,
  { days, anyway = false, now = new Date() }: { days: number; anyway?: boolean; now?: Date },
): Promise<string | undefined> {
  const home = join(folder, holder.name)
  const path = join(home, identityFile)
  const held = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  const reason = anyway ? 'asked for' : reasonToRenew(held, holder, authority.cert, now)
  if (!reason) return undefined
  mkdirSync(home, { recursive: true, mode: 0o700 })
  put(path, await issue(authority, { ...holder, from: before(now), until: after(now, days) }), 0o400, holder.uid)
  chownSync(home, holder.uid, holder.uid)
  chmodSync(home, 0o500)
  return reason
}

// Clocks differ a little.
const before = (now: Date) => new Date(now.getTime() - 5 * 60_000)
const after = (now: Date, days: number) => new Date(now.getTime() + days * 24 * 60 * 60_000)

/** Whole or not at all: key and certificate change with one rename. */
function put(path: string, content: string, mode: number, uid?: number) {
  writeFileSync(`${path}.new`, content, { mode })
  chmodSync(`${path}.new`, mode)
  if (uid !== undefined) chownSync(`${path}.new`, uid, uid)
  renameSync(`${path}.new`, path)
}
