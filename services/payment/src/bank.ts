import { openOutside, Silence, type TlsFiles } from '@saga-shop/runtime'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** An answer names the call that it is about. */
export interface Answer {
  readonly key: string
}
const Keyed = Compile(Type.Object({ key: Type.String() }))

/** The way to the bank. */
export interface Bank {
  /** Milliseconds after which an answer counts as unknown. */
  readonly timeout: number
  /** Sends many calls in one request, and tells each answer as its line arrives, and what the bank will never do. */
  send(list: List, items: readonly Answer[], tell: (answer: Answer) => void, refused: Refusing): Promise<void>
  /** What the bank keeps under a key; undefined when it has never seen it. */
  find(list: List, key: string): Promise<Answer | undefined>
}

export type List = 'charges' | 'refunds'
export type Refusing = (key: string, reason: string) => void

export function openBank({ url, timeout, tls }: { url: string; timeout: number; tls?: TlsFiles | undefined }): Bank {
  const outside = openOutside({ url, timeoutMilliseconds: timeout, tls })
  return {
    timeout,
    send: (list, items, tell, refused) =>
      outside.ask({
        path: `/${list}`,
        list,
        items,
        line: Keyed,
        tell,
        refused: (item, reason) => Keyed.Check(item) && refused(item.key, reason),
      }),
    find: async (list, key) => {
      const answer = await outside.find(`/${list}/${encodeURIComponent(key)}`)
      if (answer !== undefined && (!Keyed.Check(answer) || answer.key !== key))
        throw new Error(`strange answer from ${list}: ${JSON.stringify(answer).slice(0, 200)}`)
      return answer
    },
  }
}

/** Whether the bank was surely not asked: nobody was there, or it was silent so often that it is left alone for a while. */
export const wasNotAsked = (error: unknown) => error instanceof Silence && !error.asked
