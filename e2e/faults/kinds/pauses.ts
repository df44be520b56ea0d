import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { outsideNames, serviceNames } from '@saga-shop/local'
import { type FaultKind, type Heal, processes } from '../plan/fault.ts'
import type { Scene } from '../run/scene.ts'

/** SIGSTOP: it is there, holds all that it holds, and does nothing; then it goes on as if no time had passed. */
const pause = (what: string, names: readonly string[], seconds: readonly [number, number]): FaultKind => ({
  name: `pause ${what}`,
  targets: processes(names),
  lasts: [seconds[0] * 1_000, seconds[1] * 1_000],
  inject: async (scene, { target }) => stopped(scene, target),
})

const clusters = serviceNames.map((service) => `postgres-${service}`)

export const pauses: readonly FaultKind[] = [
  pause('service', serviceNames, [5, 60]),
  pause('broker', ['kafka'], [5, 20]),
  pause('postgres', clusters, [5, 30]),
  pause('outside', [...outsideNames, 'registry'], [3, 15]),
  {
    name: 'pause relay',
    targets: [{ name: 'relay', touches: ['relay', 'relay-2'] }],
    lasts: [5_000, 60_000],
    inject: (scene) => pausedBesideStandby(scene),
  },
]

/** A second relay stands by, and takes over when Postgres misses the first; which then wakes up beside it. */
async function pausedBesideStandby(scene: Scene): Promise<Heal> {
  const standby = scene.stack.process('relay-2')
  await standby.start()
  await sleep(2_000)
  const goOn = stopped(scene, 'relay')
  return async () => {
    await goOn()
    await sleep(2_000)
    await standby.stop()
  }
}

function stopped({ stack }: Scene, name: string): Heal {
  const process = stack.process(name)
  process.signal('SIGSTOP') // first the one that could start others
  const children = childrenOf(process.pid)
  for (const pid of children) signal(pid, 'SIGSTOP')
  return async () => {
    for (const pid of children) signal(pid, 'SIGCONT')
    process.signal('SIGCONT')
  }
}

/** Postgres' backends lead groups of their own, and would go on. */
function childrenOf(pid: number | undefined): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // it ended meanwhile
  }
}
