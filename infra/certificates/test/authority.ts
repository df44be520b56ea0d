import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Authority, newAuthority } from '../src/authority.ts'
import { issue } from '../src/issue.ts'

const hour = 60 * 60_000

/** PEM files of somebody that an authority has signed for. */
export interface TestIdentity {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** An authority of a test's own, and the files that it hands out. */
export interface TestAuthority {
  /** The file with its certificate. */
  readonly ca: string
  /** A certificate in a file of its own, good for an hour; the same name again is a renewal. */
  issue(name: string, claim?: { from?: Date; until?: Date; hosts?: string[] }): Promise<TestIdentity>
  /** Takes its files away. */
  remove(): void
}

export async function testAuthority(): Promise<TestAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-tls-'))
  const authority: Authority = await newAuthority()
  const ca = put(join(folder, 'ca.pem'), authority.cert)
  return {
    ca,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    issue: async (name, { from = ago(1), until = ago(-1), hosts = ['localhost', '127.0.0.1'] } = {}) => {
      const identity = put(join(folder, `${name}.pem`), await issue(authority, { name, hosts, from, until }))
      return { ca, cert: identity, key: identity }
    },
  }
}

/** So many hours before now. */
export const ago = (hours: number) => new Date(Date.now() - hours * hour)

/** A certificate that was good until an hour ago. */
export const expired = { from: ago(3), until: ago(1) }

function put(path: string, content: string) {
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
  return path
}
