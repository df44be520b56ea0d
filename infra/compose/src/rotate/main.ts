import { Problem, runCommand, say } from '@saga-shop/local'
import { certificatesOf } from '../running/certificates.ts'
import { type Project, usualProject } from '../running/project.ts'
import { folderOf } from '../running/stack.ts'
import { rotateCertificates } from './certificates.ts'
import { type Rotation, readCommandLine, usage } from './command-line.ts'
import { rotatePasswords } from './passwords.ts'

await runCommand({ usage, read: readCommandLine, run: rotate, failed: 1 })

async function rotate(rotation: Rotation) {
  if (rotation.what === 'certificates') return renew(usualProject, rotation.names)
  for (const service of rotation.services) {
    await rotatePasswords(usualProject, service)
    say(`✓ ${service} has new passwords, for Kafka and for its database`)
  }
  return 0
}

async function renew(project: Project, names: readonly string[]) {
  const identity = await certificatesOf(project, folderOf(project))
  if (!identity) throw new Problem('This shop has no certificates: COMPOSE_FILE=docker-compose.yml:compose.secure.yaml')
  await rotateCertificates(project, identity, names, say)
  return 0
}
