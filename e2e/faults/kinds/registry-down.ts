import { serviceNames } from '@saga-shop/local'
import type { FaultKind } from '../plan/fault.ts'
import { killed } from '../run/scene.ts'

/** The registry is away while a service starts, which then cannot know what to call its events. */
export const registryDown: FaultKind = {
  name: 'registry down',
  targets: serviceNames.map((name) => ({ name, touches: [name, 'registry'] })),
  lasts: [2_000, 8_000],
  inject: async (scene, { target }) => {
    const back = await killed(scene, 'registry')
    const start = await killed(scene, target)
    await start()
    return back
  },
}
