import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Container, compose, composeStack, container, down, folderOf, type Project, up } from '@saga-shop/compose'
import type { Certificates, StackView } from '@saga-shop/local'
import { freePort } from '@saga-shop/local/parts'

const files = ['docker-compose.yml', 'compose.secure.yaml']

/** A shop in containers that speaks TLS, and what its operator can do. */
export interface SecureShop {
  readonly project: Project
  readonly stack: StackView
  container(name: string): Container
  /** The certificate of a process, as somebody would have it who has broken into its container. */
  certificateOf(name: string): Promise<Certificates>
  close(): Promise<void>
}

/** Starts one beside whatever else runs, with nothing that an earlier one stored. */
export async function openSecureShop(): Promise<SecureShop> {
  const project: Project = { name: `saga-shop-secure-${process.pid}`, files, settings: await portsOfItsOwn() }
  const close = async () => {
    await down(project, { data: true })
  }
  try {
    await up(project)
    const stack = await composeStack(project)
    const certificateOf = (name: string) => fetched(project, stack, name)
    return { project, stack, container: (name) => container(project, name), certificateOf, close }
  } catch (error) {
    console.warn(await compose(project, 'logs', ['--no-color', '--tail', '6']))
    await close()
    throw error
  }
}

async function fetched(project: Project, { tls }: StackView, name: string): Promise<Certificates> {
  const path = join(folderOf(project), 'tls', `stolen-${name}.pem`)
  mkdirSync(join(folderOf(project), 'tls'), { recursive: true })
  const cat = ['-T', 'certificates', 'cat', `/certificates/${name}/identity.pem`]
  writeFileSync(path, await compose(project, 'exec', cat), { mode: 0o600 })
  return { ca: tls?.ca ?? '', cert: path, key: path }
}

/** Every port that can be chosen. */
async function portsOfItsOwn(): Promise<Record<string, string>> {
  const described = files.map((file) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).join('\n')
  const names = new Set([...described.matchAll(/\$\{(\w+_PORT):-/g)].map(([, name = '']) => name))
  const ports: Record<string, string> = { CARRIER_STEP_MS: '500' }
  for (const name of names) ports[name] = String(await freePort())
  return ports
}
