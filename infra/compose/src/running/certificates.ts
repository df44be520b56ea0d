import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Certificates } from '@saga-shop/local'
import { compose, type Project } from './project.ts'

/** Fetches the operator's certificate out of a shop that speaks TLS, for those who may run `docker compose` on this machine. */
export async function certificatesOf(project: Project, folder: string): Promise<Certificates | undefined> {
  const services = (await compose(project, 'config', ['--services'])).split('\n')
  if (!services.includes('certificates')) return undefined
  const home = join(folder, 'tls')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const fetched = async (file: string) => {
    const path = join(home, file.replace('/', '-'))
    const content = await compose(project, 'exec', ['-T', 'certificates', 'cat', `/certificates/${file}`])
    writeFileSync(path, content, { mode: 0o600 })
    return path
  }
  const identity = await fetched('operator/identity.pem')
  return { ca: await fetched('ca.pem'), cert: identity, key: identity }
}
