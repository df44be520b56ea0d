import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'

/** What somebody answered over HTTP. */
export interface Answer<Body> {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Body
}

export interface Question {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** How long to wait for an answer, in milliseconds: 30 seconds. */
  readonly within?: number
}

/** An answer that says no, with the problem that it carries (RFC 9457). */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly problem: { readonly type?: string; readonly detail?: string }

  constructor(url: string, { status, body }: Answer<unknown>) {
    super(`${url} answered ${status}: ${JSON.stringify(body)}`)
    this.status = status
    this.problem = typeof body === 'object' && body !== null ? body : {}
  }
}

/** Asks once, and takes any answer. The body is what the address is known to answer with. */
export async function ask<Body = unknown>(url: string, question: Question = {}): Promise<Answer<Body>> {
  const { statusCode, headers, body } = await request(url, {
    method: question.method ?? 'GET',
    headers: { ...(question.body !== undefined && { 'content-type': 'application/json' }), ...question.headers },
    body: question.body === undefined ? null : JSON.stringify(question.body),
    headersTimeout: question.within ?? 30_000,
  })
  const text = await body.text()
  return { status: statusCode, headers, body: decoded(headers['content-type'], text) as Body }
}

/** Asks until there is an answer, for so many milliseconds; rejects with a `Refusal` when it is a no. */
export async function insist<Body>(url: string, question: Question, patience: number): Promise<Answer<Body>> {
  for (const until = performance.now() + patience; ; await sleep(100)) {
    const answer = await ask<Body>(url, question).catch((error: unknown) => {
      if (performance.now() > until) throw new Error(`${url} does not answer`, { cause: error })
    })
    if (!answer || (answer.status === 503 && performance.now() < until)) continue
    if (answer.status >= 400) throw new Refusal(url, answer)
    return answer
  }
}

const decoded = (type: string | string[] | undefined, text: string): unknown =>
  /json$|json;/.test(String(type)) ? JSON.parse(text) : text
