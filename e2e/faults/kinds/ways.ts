import { type FaultKind, type Heal, processes } from '../plan/fault.ts'
import { clear, type Weather } from '../proxy/weather.ts'
import { pathNames } from '../run/paths.ts'
import { pathOf } from '../run/scene.ts'

/** What happens on the way between two processes. */
export const ways: readonly FaultKind[] = [
  way('cut', [300, 8_000], () => ({ is: 'cut' })),
  way('half-open', [2_000, 15_000], () => ({ is: 'half-open' })),
  way('slow', [2_000, 10_000], (roll) => ({ is: 'slow', milliseconds: 20 + Math.round(roll * 380) })),
  {
    name: 'flapping',
    targets: processes(pathNames),
    lasts: [2_000, 8_000],
    inject: async (scene, { target, roll }) => {
      const proxy = pathOf(scene, target)
      let isCut = false
      const flap = () => {
        isCut = !isCut
        proxy.become({ is: isCut ? 'cut' : 'clear' })
      }
      flap()
      const timer = setInterval(flap, 150 + roll * 850)
      return async () => {
        clearInterval(timer)
        proxy.become(clear)
      }
    },
  },
  {
    // What one service announces arrives late, while the others' events pass: no order across topics.
    ...way('late', [2_000, 8_000], () => ({ is: 'stalled' })),
    targets: processes(pathNames.filter((name) => /^relay → postgres|→ kafka$/.test(name))),
  },
]

function way(name: string, lasts: FaultKind['lasts'], weather: (roll: number) => Weather): FaultKind {
  return {
    name,
    targets: processes(pathNames),
    lasts,
    inject: async (scene, { target, roll }): Promise<Heal> => {
      const proxy = pathOf(scene, target)
      proxy.become(weather(roll))
      return async () => proxy.become(clear)
    },
  }
}
