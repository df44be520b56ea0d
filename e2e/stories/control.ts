import { once } from 'node:events'
import { createServer } from 'node:http'
import { constants } from 'node:os'
import type { Stack } from '@saga-shop/local'

const isSignal = (name: string): name is NodeJS.Signals => name in constants.signals

/** Lets stories, which run in processes of their own, do to the shop's processes what the world may do to them. */
export async function openControl(stack: Stack): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const [, name = '', action = '', signal = ''] = request.url?.split('/') ?? []
    control(stack, name, action, signal).then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the control listens nowhere')
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

async function control(stack: Stack, name: string, action: string, signal: string): Promise<void> {
  const process = stack.process(name)
  if (action === 'signal' && isSignal(signal)) process.signal(signal)
  else if (action === 'kill') await process.kill()
  else if (action === 'start') await process.start()
  else if (action === 'ready') await process.ready()
  else throw new Error(`${action} ${signal}: not known here`)
}
