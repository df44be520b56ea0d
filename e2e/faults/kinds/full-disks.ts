import { noDisks } from '../disks/name-space.ts'
import type { FaultKind } from '../plan/fault.ts'

/** The servers that have a disk of their own here. */
export const onDisks = ['kafka', 'postgres-basket', 'postgres-order', 'postgres-payment'] as const

let why: string | undefined | false = false

/** Asked once: it does not change. */
function leftOut(): string | undefined {
  if (why === false) why = noDisks()
  return why
}

const full = (name: string, servers: readonly string[]): FaultKind => ({
  name,
  targets: servers.map((server) => ({ name: server, touches: [server] })),
  lasts: [2_000, 8_000],
  leftOut,
  inject: async ({ disks, held, stack }, { target }) => {
    held.add(target) // it may give up, and a start without room is no use
    disks.get(target)?.fill()
    return async () => {
      disks.get(target)?.free()
      if (!stack.process(target).pid) await stack.process(target).start()
      held.delete(target)
    }
  },
})

/** Not a byte more fits on a disk; then there is room again, and who gave up is started again. */
export const fullDisks: readonly FaultKind[] = [
  full('disk full broker', ['kafka']),
  full('disk full postgres', onDisks.slice(1)),
]
