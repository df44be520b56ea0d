import { outsideNames, serviceNames } from '@saga-shop/local'
import { type FaultKind, processes } from '../plan/fault.ts'
import { killed } from '../run/scene.ts'

/** kill -9, and started again after a while. */
const kill = (what: string, names: readonly string[]): FaultKind => ({
  name: `kill ${what}`,
  targets: processes(names),
  lasts: [200, 6_000],
  inject: (scene, { target }) => killed(scene, target),
})

export const kills: readonly FaultKind[] = [
  kill('service', serviceNames),
  kill('relay', ['relay']),
  kill('broker', ['kafka']),
  kill(
    'postgres',
    serviceNames.map((service) => `postgres-${service}`),
  ),
  kill('registry', ['registry']),
  kill('outside', outsideNames),
]
