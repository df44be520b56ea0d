import { createServer } from 'node:net'
import { outsideNames, type PortName, serviceNames } from './names.ts'
import { Problem } from './problem.ts'

const chosen = new Set<number>()

/** Where things are found when nothing else is there: the same after each start, so that a page stays open. */
const usual: Partial<Record<string, number>> = Object.fromEntries([
  ...serviceNames.map((name, index) => [name, 4_001 + index]),
  ...outsideNames.map((name, index) => [name, 4_011 + index]),
  ['storefront', 4_000],
  ['relay', 4_010],
  ['smtp', 4_025],
  ['registry', 4_081],
  ['kafka', 4_092],
  ...serviceNames.map((name, index) => [`postgres-${name}`, 4_431 + index]),
])

/** A port for each name: the wanted one, else the usual one when it is free and allowed, else any that is free. */
export async function choosePorts(
  names: readonly PortName[],
  wanted: Partial<Record<PortName, number>>,
  mayBeUsual: boolean,
): Promise<Map<PortName, number>> {
  const ports = new Map<PortName, number>()
  for (const name of names) ports.set(name, await choosePort(name, wanted[name], mayBeUsual ? usual[name] : undefined))
  return ports
}

async function choosePort(name: PortName, wanted: number | undefined, preferred: number | undefined): Promise<number> {
  if (wanted !== undefined && !(await isFree(wanted)))
    throw new Problem(`Port ${wanted} for ${name} is taken: end what listens there, or choose another port.`)
  const port = wanted ?? preferred
  return port !== undefined && (await isFree(port)) ? port : freePort()
}

/** A free loopback port below the range that outgoing connections use, so that a killed process finds it free again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000)
    if (chosen.has(port) || !(await isFree(port))) continue
    chosen.add(port)
    return port
  }
}

/** Whether nobody listens on this port of the loopback address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
