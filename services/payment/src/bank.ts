import { openOutside } from '@saga-shop/runtime'
import { isBrokenCircuitError } from 'cockatiel'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Agent, request } from 'undici'

/** An answer names the call that it is about. */
export interface Answer {
  readonly key: string
}
const Keyed = Compile(Type.Object({ key: Type.String() }))

/** The way to the bank. */
export interface Bank {
  /** Milliseconds after which an answer counts as unknown. */
  readonly timeout: number
  /** Sends many calls in one request, and tells each answer as its line arrives. */
  send(list: List, items: readonly unknown[], tell: (answer: Answer) => void): Promise<void>
  /** What the bank keeps under a key; undefined when it has never seen it. */
  find(list: List, key: string): Promise<Answer | undefined>
}

export type List = 'charges' | 'refunds'

export function openBank({ url, timeout }: { url: string; timeout: number }): Bank {
  const outside = openOutside({ url, timeoutMilliseconds: timeout })
  const dispatcher = new Agent({ connections: 16 })
  const base = url.replace(/\/$/, '')
  return {
    timeout,
    send: (list, items, tell) => outside.ask({ path: `/${list}`, list, items, line: Keyed, tell }),
    find: async (list, key) => {
      const address = `${base}/${list}/${encodeURIComponent(key)}`
      const { statusCode, body } = await request(address, { dispatcher, signal: AbortSignal.timeout(timeout) })
      const text = await body.text()
      if (statusCode === 404) return undefined
      if (statusCode !== 200) throw new Error(`${statusCode} from ${list}: ${text.slice(0, 200)}`)
      const answer: unknown = JSON.parse(text)
      if (!Keyed.Check(answer) || answer.key !== key)
        throw new Error(`strange answer from ${list}: ${text.slice(0, 200)}`)
      return answer
    },
  }
}

const notConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** Whether the bank was surely not asked: nobody was there, or it was silent so often that it is left alone for a while. */
export const wasNotAsked = (error: unknown) =>
  isBrokenCircuitError(error) || (error instanceof Error && 'code' in error && notConnected.test(String(error.code)))
