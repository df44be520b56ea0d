import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A question that is asked until the answer is yes. */
export type Check = () => Promise<boolean>

/** Asks every few milliseconds until yes; rejects when `signal` gives up. */
export async function until(check: Check, signal: AbortSignal): Promise<void> {
  while (!(await check())) await sleep(25, undefined, { signal })
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
