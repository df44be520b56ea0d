import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A question that is asked until the answer is yes. */
export type Check = () => Promise<boolean>

/** Asks until yes, ever more rarely, since asking costs what a start needs; rejects when `signal` gives up. */
export async function until(check: Check, signal: AbortSignal): Promise<void> {
  for (let pause = 25; !(await check()); pause = Math.min(150, pause * 1.1)) await sleep(pause, undefined, { signal })
}

/** Whether an HTTP address answers 2xx. */
export const answers = (url: string): Check =>
  async function answered() {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
      await response.arrayBuffer()
      return response.ok
    } catch {
      return false
    }
  }

/** Whether somebody listens on a loopback port. */
export const listens = (port: number): Check =>
  async function listening() {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return true
    } catch {
      return false
    } finally {
      socket.destroy()
    }
  }
