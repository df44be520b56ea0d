import { setTimeout as sleep } from 'node:timers/promises'
import { type Certificates, Problem } from '@saga-shop/local'
import { compose, type Project } from '../running/project.ts'
import { type Door, doorsOf } from './doors.ts'
import { shownAt } from './shown.ts'

// Processes of ours look every two seconds, Postgres and Kafka every five, and Kafka's tool takes some; in milliseconds.
const patience = 60_000

/** Makes new certificates and waits until everybody who answers the door shows theirs; says so of each. */
export async function rotateCertificates(
  project: Project,
  identity: Certificates,
  names: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const doors = await doorsOf(project, names)
  const before = await Promise.all(doors.map((door) => shownAt(door, identity)))
  const renew = ['-T', 'certificates', 'node', 'infra/certificates/src/main.ts', 'renew', ...names]
  say((await compose(project, 'exec', renew)).trim())
  await Promise.all(doors.map((door, index) => untilRenewed(door, before[index], identity, say)))
}

async function untilRenewed(
  door: Door,
  before: string | undefined,
  identity: Certificates,
  say: (line: string) => void,
) {
  const begin = performance.now()
  for (;;) {
    const shown = await shownAt(door, identity)
    const seconds = (performance.now() - begin) / 1_000
    if (shown && shown !== before) return say(`✓ ${door.name} shows its new certificate after ${seconds.toFixed(1)} s`)
    if (seconds * 1_000 > patience) throw new Problem(`${door.name} still shows its old certificate: see its log.`)
    await sleep(500)
  }
}
