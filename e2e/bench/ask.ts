import type { Dispatcher, Pool } from 'undici'

export interface Answered {
  readonly status: number
  readonly text: string
}

/** Asks without making a stream of each small answer: customers share the cores with the shop that they measure. */
export function ask(pool: Pool, question: Dispatcher.DispatchOptions): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  let status = 0
  const body: Buffer[] = []
  pool.dispatch(question, {
    onRequestStart: () => {},
    onResponseStart: (_, code) => {
      status = code
    },
    onResponseData: (_, chunk) => {
      body.push(chunk)
    },
    onResponseEnd: () => resolve({ status, text: Buffer.concat(body).toString() }),
    onResponseError: (_, error) => reject(error),
  })
  return promise
}
