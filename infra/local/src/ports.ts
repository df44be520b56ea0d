import { createServer, type Server } from 'node:net'
import { outsideNames, type PortName, serviceNames } from './names.ts'
import { Problem } from './problem.ts'

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

// Below the range that outgoing connections use, so that a killed process finds its port free again.
const lowest = 12_000
const blocks = 200
const blockSize = 100
const mine: number[] = []
let claiming: Promise<void> | undefined

/** A free loopback port that no other process chooses: between a choice and its use, many shops may start. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = mine.pop()
    if (port !== undefined && (await isFree(port))) return port
    claiming ??= port === undefined ? claimBlock() : undefined
    await claiming
  }
}

/** The ports of a block are for whoever listens on its first one, as long as that process lives. */
async function claimBlock(): Promise<void> {
  const from = Math.floor(Math.random() * blocks)
  for (let tried = 0; tried < blocks; tried++) {
    const first = lowest + blockSize * ((from + tried) % blocks)
    const held = await listenOn(first)
    if (!held) continue
    held.unref()
    mine.push(...Array.from({ length: blockSize - 1 }, (_, index) => first + 1 + index))
    claiming = undefined
    return
  }
  throw new Problem(`No ports are left between ${lowest} and ${lowest + blocks * blockSize} on 127.0.0.1.`)
}

/** Whether nobody listens on this port of the loopback address. */
export async function isFree(port: number): Promise<boolean> {
  const server = await listenOn(port)
  if (server) await new Promise((resolve) => server.close(resolve))
  return server !== undefined
}

/** Undefined when somebody else does. */
const listenOn = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server))
  })
