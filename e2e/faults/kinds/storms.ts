import { setTimeout as sleep } from 'node:timers/promises'
import { type SpareName, serviceNames } from '@saga-shop/local'
import type { FaultKind } from '../plan/fault.ts'
import { dealer, randomFrom } from '../plan/random.ts'
import type { Scene } from '../run/scene.ts'

const sparesOf = (service: string) => [`${service}-2`, `${service}-3`]

/** The spare instances that a shop needs for these storms. */
export const stormSpares = serviceNames.flatMap((service) => sparesOf(service)) as SpareName[]

/** Instances join and leave, in good order or not, and each time all partitions change hands. */
export const storms: FaultKind = {
  name: 'rebalance storm',
  targets: serviceNames.map((name) => ({ name, touches: sparesOf(name) })),
  lasts: [4_000, 12_000],
  inject: async (scene, { target, roll }) => {
    const over = new AbortController()
    const blowing = blow(scene, sparesOf(target), roll, over.signal)
    return async () => {
      over.abort()
      await blowing
      await Promise.all(sparesOf(target).map((name) => scene.stack.process(name).stop()))
    }
  },
}

async function blow({ stack }: Scene, names: readonly string[], roll: number, over: AbortSignal) {
  const random = randomFrom(roll * 2 ** 32)
  const next = dealer(names, random)
  while (!over.aborted) {
    const process = stack.process(next())
    if (!process.pid) await process.start()
    else if (random.next() < 0.5) await process.kill()
    else await process.stop()
    await sleep(random.between(500, 2_000), undefined, { signal: over }).catch(() => {})
  }
}
