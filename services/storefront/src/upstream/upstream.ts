import { dispatcherWith, type TlsFiles } from '@saga-shop/runtime'
import {
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'
import { request } from 'undici'
import { NoAnswer, toNoAnswer } from './silence.ts'

/** What is asked of a service. */
export interface Question {
  readonly method?: 'GET' | 'PUT' | 'POST'
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds, when it may take longer than usual. */
  readonly patience?: number
}

/** Any answer below 500, a no included. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly stale: boolean
}

export interface Condition {
  readonly circuit: 'closed' | 'half-open' | 'open'
  /** Since when it does not answer; undefined while it does. */
  readonly since: Date | undefined
  readonly why: string | undefined
}

/** A service behind the storefront. */
export interface Upstream {
  readonly name: string
  /** Rejects with `NoAnswer`, and soon. */
  ask(question: Question): Promise<Answer>
  condition(): Condition
  close(): Promise<void>
}

export interface UpstreamOptions {
  readonly name: string
  /** Its addresses: they take turns. */
  readonly urls: string
  readonly atOnce: number
  readonly patience: number
  readonly tls?: TlsFiles | undefined
  /** Which answers are answers: all below 500. */
  readonly accepts?: (status: number) => boolean
}

// After so many failures in a row nobody asks for a while, in milliseconds; then one does, and the others wait for what it finds.
const failuresInARow = 5
const pause = 1_000

/** Asks one service: only so many at once, only so long, and not while it has just failed again and again. */
export function openUpstream({ name, urls, atOnce, patience, tls, accepts = isAnswer }: UpstreamOptions): Upstream {
  const addresses = urls.split(',').map((url) => url.replace(/\/$/, ''))
  const dispatcher = dispatcherWith(tls, { connections: atOnce, connect: { timeout: 1_000 } })
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: pause,
    breaker: new ConsecutiveBreaker(failuresInARow),
  })
  const shielded = wrap(bulkhead(atOnce, atOnce), breaker)
  let turn = 0
  let silent: { readonly since: Date; why: string } | undefined

  async function exchange({ method = 'GET', path, body, headers }: Question, signal: AbortSignal): Promise<Answer> {
    const answer = await atSomeone((address) =>
      request(`${address}${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        body: body === undefined ? null : JSON.stringify(body),
        dispatcher,
        signal,
      }),
    )
    const text = await answer.body.text()
    if (!accepts(answer.statusCode)) throw new NoAnswer(name, 'failed', saying(text) ?? `${name} failed.`)
    return { status: answer.statusCode, body: parsed(text), stale: answer.headers['saga-stale'] === 'true' }
  }

  /** The next in turn; when nobody is there, nothing was asked yet, and the one after that is. */
  async function atSomeone<Result>(asked: (address: string) => Promise<Result>): Promise<Result> {
    for (let tried = 1; ; tried++) {
      try {
        return await asked(addresses[turn++ % addresses.length] ?? '')
      } catch (error) {
        if (tried >= addresses.length || !isNobodyThere(error)) throw error
      }
    }
  }

  return {
    name,
    ask: async (question) => {
      const limit = timeout(question.patience ?? patience, TimeoutStrategy.Aggressive)
      try {
        const answer = await shielded.execute(() => limit.execute(({ signal }) => exchange(question, signal)))
        silent = undefined
        return answer
      } catch (error) {
        const noAnswer = toNoAnswer(name, error)
        if (noAnswer.because !== 'crowded') silent ??= { since: new Date(), why: noAnswer.message }
        throw noAnswer
      }
    },
    condition: () => ({ circuit: words[breaker.state], since: silent?.since, why: silent?.why }),
    close: () => dispatcher.destroy(),
  }
}

const isAnswer = (status: number) => status < 500

const isNobodyThere = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(ECONNREFUSED|ENOTFOUND|EHOSTUNREACH)$/.test(String(error.code))

const words = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
} as const

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

/** What a problem body says (RFC 9457). */
function saying(text: string): string | undefined {
  const body = parsed(text)
  if (typeof body !== 'object' || body === null || !('detail' in body)) return undefined
  return typeof body.detail === 'string' ? body.detail : undefined
}
