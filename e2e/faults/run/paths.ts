import { type Path, serviceNames } from '@saga-shop/local'
import { type FaultProxy, openProxy } from '../proxy/proxy.ts'

/** The name of the way between two processes. */
const pathName = (from: string, to: string): string => `${from} → ${to}`

/** All ways that a proxy stands in. */
export const pathNames: readonly string[] = [
  ...serviceNames.flatMap((service) => [`postgres-${service}`, 'kafka', 'registry'].map((to) => pathName(service, to))),
  pathName('payment', 'bank'),
  pathName('shipping', 'carrier'),
  pathName('email', 'smtp'),
  pathName('relay', 'kafka'),
  ...serviceNames.map((service) => pathName('relay', `postgres-${service}`)),
]

/** Puts a proxy into every way between two processes, but for spare ones. */
export function openPaths() {
  const paths = new Map<string, FaultProxy>()
  return {
    paths,
    detour: async ({ from, to, port }: Path): Promise<number> => {
      const proxy = await openProxy(port)
      paths.set(pathName(from, to), proxy)
      return proxy.port
    },
    close: () => {
      for (const proxy of paths.values()) proxy.close()
    },
  }
}
