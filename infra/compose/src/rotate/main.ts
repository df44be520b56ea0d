import { Problem } from '@saga-shop/local'
import { certificatesOf } from '../running/certificates.ts'
import { type Project, usualProject } from '../running/project.ts'
import { folderOf } from '../running/stack.ts'
import { rotateCertificates } from './certificates.ts'
import { Misunderstood, type Rotation, readCommandLine, usage } from './command-line.ts'
import { rotatePasswords } from './passwords.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

try {
  const rotation = readCommandLine(process.argv.slice(2))
  if (rotation === 'help') say(usage)
  else await rotate(usualProject, rotation)
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = error instanceof Misunderstood ? 64 : 1
}

async function rotate(project: Project, rotation: Rotation) {
  if (rotation.what === 'certificates') return renew(project, rotation.names)
  for (const service of rotation.services) {
    await rotatePasswords(project, service)
    say(`✓ ${service} has new passwords, for Kafka and for its database`)
  }
}

async function renew(project: Project, names: readonly string[]) {
  const identity = await certificatesOf(project, folderOf(project))
  if (!identity) throw new Problem('This shop has no certificates: COMPOSE_FILE=docker-compose.yml:compose.secure.yaml')
  await rotateCertificates(project, identity, names, say)
}
