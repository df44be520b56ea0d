import { setTimeout as sleep } from 'node:timers/promises'
import type { TlsFiles } from '@saga-shop/runtime/tls'
import { dispatcherWith } from '@saga-shop/runtime/tls/http-client'
import { type Dispatcher, request } from 'undici'

interface Answer {
  readonly asked: string
  readonly status: number
  readonly body: string
}

/** How to ask the registry behind the Confluent API at `url`; resolves with its answer, be it a refusal. */
export function askingAt(url: string, tls?: TlsFiles) {
  const dispatcher = dispatcherWith(tls)
  return (method: Dispatcher.HttpMethod, path: string, body?: object): Promise<Answer> =>
    settled(() => exchange(dispatcher, method, `${url}${path}`, body))
}

/** Throws what was answered unless the registry did as it was asked. */
export function succeeded(answer: Answer): undefined {
  if (answer.status >= 300) throw refusal(answer)
}

const refusal = ({ asked, status, body }: Answer) => new Error(`${asked} was answered ${status}: ${body.slice(0, 300)}`)

/** Asks again when somebody else made the same thing at the same moment: it stands now, and the answer is another. */
async function settled(ask: () => Promise<Answer>, attempts = 20): Promise<Answer> {
  const answer = await ask()
  if (!isTaken(answer)) return answer
  if (attempts === 1) throw refusal(answer)
  await sleep(100)
  return settled(ask, attempts - 1)
}

/** Known by its words only: an incompatible schema is a conflict, too, and no asking again would mend it. */
const isTaken = ({ status, body }: Answer) => status === 409 && /already exists\.?"/.test(body)

async function exchange(
  dispatcher: Dispatcher,
  method: Dispatcher.HttpMethod,
  url: string,
  body?: object,
): Promise<Answer> {
  const response = await request(url, {
    dispatcher,
    method,
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
  return { asked: `${method} ${url}`, status: response.statusCode, body: await response.body.text() }
}
