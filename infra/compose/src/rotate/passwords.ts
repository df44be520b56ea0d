import type { ServiceName } from '@saga-shop/local/names'
import { compose, type Project } from '../running/project.ts'

/**
 * Gives a service, and the relay on its behalf, new passwords: first where they are read, then where they are asked for.
 * In between, whoever connects is refused with the new one and comes with the old one; who is connected stays.
 */
export async function rotatePasswords(project: Project, service: ServiceName): Promise<void> {
  await job(project, 'secrets', 'node', 'infra/compose/src/secrets/main.ts', 'rotate', service)
  await Promise.all([job(project, 'setup'), job(project, `migrate-${service}`)])
}

/** A job of the shop once more. */
const job = (project: Project, name: string, ...command: string[]) =>
  compose(project, 'run', ['--rm', '--no-deps', '-T', name, ...command])
