import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { Stack } from '@saga-shop/local'
import { listenOnLoopback } from '@saga-shop/local/parts'
import type { Breaking } from '@saga-shop/storefront/api'
import { openJudging } from './judging.ts'
import { isInstance, things } from './things.ts'

/** Where the shop window asks for things to be broken; only who knows the token is listened to. */
export interface BreakControl {
  /** Settings of the storefront. */
  readonly env: Readonly<Record<string, string>>
  /** From now on this is the stack that is broken. */
  take(stack: Stack): void
  /** Whether this process is down because somebody wanted to see that, or is being started again. */
  isInHand(name: string): boolean
  close(): void
}

/** Listens on the loopback address. The stack comes later: its storefront has to know the address first. */
export async function openBreakControl(): Promise<BreakControl> {
  const token = randomBytes(32).toString('base64url')
  const broken = new Set<string>()
  const inHand = new Set<string>()
  let stack: Stack | undefined
  const judging = openJudging()

  const state = (): Pick<Breaking, 'things' | 'verdict'> => ({
    things: things.map(({ act: _, downs: __, touches: ___, ...thing }) => ({ ...thing, broken: broken.has(thing.id) })),
    verdict: judging.verdict(),
  })

  async function act(id: string, on: Stack) {
    if (id === 'judge') void judging.ask(on)
    const thing = things.find((thing) => thing.id === id)
    if (!thing) return
    if (thing.undo) broken.add(id)
    if (thing.touches) inHand.add(thing.touches)
    await thing.act(on).finally(() => thing.touches && inHand.delete(thing.touches))
    for (const other of things) if (other.undo === id) broken.delete(other.id)
  }

  const server = createServer((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (!knows(request, token)) return answer(401, { detail: 'Not for you.' })
    if (!stack) return answer(503, { detail: 'The shop is not open yet.' })
    const [, id = ''] = /^\/things\/([\w-]+)$/.exec(request.url ?? '') ?? []
    if (request.method !== 'POST') return answer(200, state())
    return act(id, stack).then(
      () => answer(200, state()),
      (error: unknown) => answer(409, { detail: error instanceof Error ? error.message : String(error) }),
    )
  })
  const port = await listenOnLoopback(server)

  return {
    env: { CONTROL_URL: `http://127.0.0.1:${port}`, CONTROL_TOKEN: token },
    take: (taken) => {
      stack = taken
    },
    isInHand: (name) => {
      const down = things.flatMap(({ id, downs }) => (broken.has(id) ? (downs ?? []) : []))
      return [...inHand, ...down].some((one) => isInstance(name, one))
    },
    close: () => server.close(),
  }
}

function knows({ headers }: IncomingMessage, token: string) {
  const said = Buffer.from(headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return said.length === expected.length && timingSafeEqual(said, expected)
}
