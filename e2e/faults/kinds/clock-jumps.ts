import { serviceNames } from '@saga-shop/local'
import { type FaultKind, processes } from '../plan/fault.ts'

/** The clock of one process jumps by an hour, forth or back, and later jumps back. */
export const clockJumps: FaultKind = {
  name: 'clock jumps',
  targets: processes([...serviceNames, 'relay']),
  lasts: [3_000, 10_000],
  inject: async ({ stack }, { target }) => {
    stack.process(target).signal('SIGUSR2')
    return async () => stack.process(target).signal('SIGUSR2')
  },
}
