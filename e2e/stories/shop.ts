import { readStack } from '@saga-shop/local'
import { inject } from 'vitest'
import { ask, openShop } from '../shop/index.ts'

/** The shop that all stories share. */
export const stack = readStack(inject('shopFolder'))

/** Its customers ask again while nobody answers: on a busy machine a process takes its time to come back. */
export const shop = openShop(stack, { patience: 60_000 })

/** A process of the shop, as the world may treat it. */
export const processOf = (name: string) => ({
  /** SIGSTOP makes it hang, SIGCONT lets it go on. */
  signal: (signal: NodeJS.Signals) => control(`${name}/signal/${signal}`),
  /** kill -9. */
  kill: () => control(`${name}/kill`),
  /** `crashAt`: it kills itself when it gets to that point. */
  start: (crashAt = '') => control(`${name}/start/${crashAt}`),
  /** Resolves with the signal that ended it, when it has ended. */
  exited: () => answerOf(`${name}/exited`),
  /** Resolves when it says that it is ready. */
  ready: () => control(`${name}/ready`),
})

/** Takes a process away by kill -9, and gives it back in any case, whatever was started meanwhile. */
export async function without<Result>(name: string, meanwhile: () => Promise<Result>): Promise<Result> {
  await processOf(name).kill()
  try {
    return await meanwhile()
  } finally {
    await processOf(name).kill()
    await processOf(name).start()
    await processOf(name).ready()
  }
}

async function control(path: string): Promise<void> {
  await answerOf(path)
}

async function answerOf(path: string): Promise<string> {
  const { status, body } = await ask<string>(`${inject('shopControl')}/${path}`, { within: 120_000 })
  if (status >= 300) throw new Error(`${path}: ${body}`)
  return body
}
