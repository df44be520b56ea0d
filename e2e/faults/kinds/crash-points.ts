import { serviceNames } from '@saga-shop/local'
import { type CrashPoint, crashPointsOf } from '@saga-shop/runtime/crash-point'
import type { FaultKind } from '../plan/fault.ts'
import { killed } from '../run/scene.ts'

const places = [...serviceNames, 'relay'].flatMap((name) => crashPointsOf(name).map((point) => ({ name, point })))
const wordsFor = (point: CrashPoint, name: string) => `${point} in ${name}`

/** A process kills itself between two steps, the first to the twentieth time that it gets there. */
export const crashes: FaultKind = {
  name: 'crash point',
  targets: places.map(({ name, point }) => ({ name: wordsFor(point, name), touches: [name] })),
  lasts: [3_000, 10_000],
  inject: async (scene, { target, roll }) => {
    const place = places.find(({ name, point }) => wordsFor(point, name) === target)
    if (!place) throw new Error(`there is no crash point ${target}`)
    const start = await killed(scene, place.name)
    await scene.stack.process(place.name).start({ CRASH_AT: `${place.point}:${1 + Math.floor(roll * 20)}` })
    return async () => {
      await scene.stack.process(place.name).kill() // it may never have got there
      await start()
    }
  },
}
