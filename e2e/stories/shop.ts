import { readStack } from '@saga-shop/local'
import { inject } from 'vitest'
import { ask, openShop } from '../shop/index.ts'

/** The shop that all stories share. */
export const stack = readStack(inject('shopFolder'))

/** Its customers ask again while nobody answers. */
export const shop = openShop(stack, { patience: 20_000 })

/** A process of the shop, as the world may treat it. */
export const processOf = (name: string) => ({
  /** SIGSTOP makes it hang, SIGCONT lets it go on. */
  signal: (signal: NodeJS.Signals) => control(`${name}/signal/${signal}`),
  /** kill -9. */
  kill: () => control(`${name}/kill`),
  start: () => control(`${name}/start`),
  /** Resolves when it says that it is ready. */
  ready: () => control(`${name}/ready`),
})

async function control(path: string): Promise<void> {
  const { status, body } = await ask(`${inject('shopControl')}/${path}`)
  if (status !== 204) throw new Error(`${path}: ${body}`)
}
