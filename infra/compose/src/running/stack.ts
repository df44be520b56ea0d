import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Problem, type StackFacts, type StackView, stackFolder, viewOf } from '@saga-shop/local'
import { dispatcherWith } from '@saga-shop/runtime/tls/http-client'
import { setGlobalDispatcher } from 'undici'
import { factsOf } from '../facts.ts'
import { certificatesOf } from './certificates.ts'
import { outside } from './outside.ts'
import { compose, type Project, usualProject } from './project.ts'

/** Where a shop's logs are kept while it is looked at. */
export const folderOf = ({ name }: Project): string => stackFolder(`compose-${name}`)

/** The addresses and passwords of a shop in containers, for those who may run `docker compose` on this machine. */
export async function composeFacts(project: Project): Promise<StackFacts> {
  const [addresses, passwords, tls] = await Promise.all([
    outside(project),
    passwordsOf(project),
    certificatesOf(project, folderOf(project)),
  ])
  return factsOf({ ...addresses, tls }, passwords)
}

/** Finds the shop that runs in containers, as others find one of infra/local. */
export async function composeStack(project: Project = usualProject): Promise<StackView> {
  if (!(await compose(project, 'ps', ['--quiet'])).trim())
    throw new Problem('No shop runs in containers: start one with docker compose up --wait.')
  const folder = folderOf(project)
  mkdirSync(join(folder, 'logs'), { recursive: true })
  return withCertificates(viewOf(project.name, folder, await composeFacts(project)))
}

/** Whatever this process fetches from now on, it fetches as somebody whom a shop that speaks TLS knows. */
export function withCertificates(stack: StackView): StackView {
  if (stack.tls) setGlobalDispatcher(dispatcherWith(stack.tls))
  return stack
}

async function passwordsOf(project: Project) {
  const show = ['--rm', '--no-deps', '-T', 'secrets', 'node', 'infra/compose/src/secrets/main.ts', 'show']
  return JSON.parse(await compose(project, 'run', show))
}
