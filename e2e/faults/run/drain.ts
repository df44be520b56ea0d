import { setTimeout as sleep } from 'node:timers/promises'
import type { Databases } from './databases.ts'
import { behind, type Mark, takeMark } from './mark.ts'
import type { Scene } from './scene.ts'

/** How long we wait, in milliseconds, unless we are told to stop. */
export interface Limits {
  readonly patience: number
  readonly stop: AbortSignal
}

/** How the shop recovered: in how many milliseconds, or what still hung when patience ended. */
export interface Drain {
  readonly milliseconds: number
  readonly hanging: readonly string[]
  /** The orders among them. */
  readonly orders: readonly string[]
}

/**
 * Waits until every order that was placed before now has come to its end; and then until everything announced by then is
 * carried, and every service has heard it. New orders may go on coming.
 */
export async function drain(
  { kafka, orders }: Scene,
  databases: Databases,
  { patience, stop }: Limits,
): Promise<Drain> {
  const begin = performance.now()
  const before = orders.open()
  let mark: Mark | undefined
  for (;;) {
    const open = orders.open()
    const late = [...before].filter((id) => open.has(id))
    const hanging = late.map((id) => `order ${id} has not ended`)
    if (hanging.length === 0) mark ??= await takeMark(databases, kafka).catch(() => undefined)
    if (mark)
      hanging.push(...(await behind(databases, mark).catch((error) => [`a database does not answer: ${error}`])))
    else hanging.push('not everybody can be asked')
    const milliseconds = performance.now() - begin
    if (hanging.length === 0 || milliseconds > patience) return { milliseconds, hanging, orders: late }
    await sleep(200, undefined, { signal: stop })
  }
}
