import { createServer } from 'node:http'
import { constants } from 'node:os'
import type { ManagedProcess } from '@saga-shop/local'
import { listenOnLoopback } from '@saga-shop/local/parts'

const isSignal = (name: string): name is NodeJS.Signals => name in constants.signals

/** What the world may do to a process: one of this machine, or a container. */
interface Mortal {
  signal(signal: NodeJS.Signals): unknown
  kill(): Promise<void>
  start(env?: Record<string, string>): Promise<void>
  ready(): Promise<void>
  readonly exited?: ManagedProcess['exited']
}

/** A shop whose processes can be reached. */
interface Mortals {
  process(name: string): Mortal
}

/** Lets stories, which run in processes of their own, do to the shop's processes what the world may do to them. */
export async function openControl(stack: Mortals): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const [, name = '', action = '', detail = ''] = request.url?.split('/') ?? []
    control(stack, name, action, detail).then(
      (answer) => response.writeHead(answer ? 200 : 204).end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  const port = await listenOnLoopback(server)
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

/** Answers what there is to say, if anything. */
async function control(stack: Mortals, name: string, action: string, detail: string): Promise<string | undefined> {
  const process = stack.process(name)
  if (action === 'signal' && isSignal(detail)) await process.signal(detail)
  else if (action === 'kill') await process.kill()
  else if (action === 'start') await process.start(detail ? { CRASH_AT: detail } : {})
  else if (action === 'exited' && process.exited) return howItEnded(await process.exited)
  else if (action === 'ready') await process.ready()
  else throw new Error(`${action} ${detail}: not known here`)
  return undefined
}

const howItEnded = ({ code, signal }: Awaited<ManagedProcess['exited']>) => signal ?? `code ${code}`
