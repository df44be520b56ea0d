import { signal } from '@preact/signals'
import type { Me, ShopMap, Status } from '../../../src/api.ts'
import { gateway } from '../source/gateway.ts'
import { playRecording } from '../source/recording.ts'
import type { Source } from '../source/source.ts'
import { everySoOften } from './every-so-often.ts'

/** A running shop, or the recording beside these pages. */
export const source: Source = globalThis.sagaRecorded
  ? playRecording(new URL('recording.json', location.href))
  : gateway

export const me = signal<Me | undefined>(undefined)
export const status = signal<Status | undefined>(undefined)
/** The figures of the shop, where the caller may see them. */
export const figures = signal<ShopMap | undefined>(undefined)
/** Whether the shop itself answers. */
export const reachable = signal(true)

/** Asks who is here and how the shop is, and keeps asking. */
export function keepAsking() {
  everySoOften(3_000, async () => {
    try {
      if (!me.value || !reachable.value) me.value = await source.me() // while it was away, a login may have ended
      status.value = await source.status()
      reachable.value = true
    } catch {
      reachable.value = false
    }
    figures.value = me.value?.mayWatch && reachable.value ? await source.map().catch(() => undefined) : undefined
  })
}

/** Why one could not become somebody else. */
export const loginTrouble = signal('')

/** Becomes somebody else: everything is asked anew. */
export async function becomeSomebody(name: string) {
  try {
    if (name === '') await source.logout()
    me.value = name === '' ? await source.me() : await source.login(name)
    loginTrouble.value = ''
  } catch (error) {
    loginTrouble.value = error instanceof Error ? error.message : 'That did not work.'
  }
}
