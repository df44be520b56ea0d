import { type Dispatcher, request } from 'undici'
import { crashPoint } from '../crash-point.ts'
import { dispatcherWith } from '../tls/http-client.ts'
import type { TlsFiles } from '../tls/pems.ts'
import { circuit, Refused } from './circuit.ts'
import { eachLine } from './lines.ts'

/** Many items in one request, each answered by a line of its own. */
export interface Question<Line> {
  readonly path: string
  /** What the body calls the list of items: `{ charges: […] }`. */
  readonly list: string
  readonly items: readonly unknown[]
  /** What a line must look like, e.g. `Compile(Type.Object({ key: Type.String() }))`. A strange one is not told; the question rejects when the others were. */
  readonly line: { Check(line: unknown): line is Line }
  /** Hears each line as it arrives: in any order, perhaps twice, perhaps never. */
  tell(line: Line): void
  /** Hears that one item is wrong in itself, and why: asking again would get the same answer. Without this, the question rejects. */
  refused?(item: unknown, reason: string): void
}

/** Somebody outside the shop: a bank, a carrier. */
export interface Outside {
  /** Resolves when all that will be told was told. What was told before it rejects counts; with `Silence` that is nothing. */
  ask<Line>(question: Question<Line>): Promise<void>
  /** What they keep at `path`; undefined when they have never seen it. */
  find(path: string): Promise<unknown>
}

export interface OutsideOptions {
  readonly url: string
  /** How long one request may take, until its last line. */
  readonly timeoutMilliseconds: number
  /** Whom to trust over https, and what to show. */
  readonly tls?: TlsFiles | undefined
}

/** Speaks JSON lines (application/x-ndjson) over HTTP, with a timeout and a circuit breaker. */
export function openOutside({ url, timeoutMilliseconds, tls }: OutsideOptions): Outside {
  const dispatcher = dispatcherWith(tls, { connections: 16 })
  const call = circuit(timeoutMilliseconds)
  const base = url.replace(/\/$/, '')

  async function ask<Line>(question: Question<Line>): Promise<void> {
    const address = `${base}${question.path}`
    try {
      await call((signal, heard) => exchange(question, heard, address, { dispatcher, signal }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (question.items.length > 1) return await inHalves(question, ask)
      if (!question.refused || !error.forGood) throw error
      question.refused(question.items[0], error.message)
    }
  }

  async function find(path: string): Promise<unknown> {
    const found: unknown[] = []
    await call(async (signal) => void found.push(await document(`${base}${path}`, { dispatcher, signal })))
    return found[0]
  }

  return { ask, find }
}

type Means = { readonly dispatcher: Dispatcher; readonly signal: AbortSignal }

async function exchange<Line>(
  { path, list, items, line: expected, tell }: Question<Line>,
  heard: () => void,
  address: string,
  means: Means,
) {
  const headers = { 'content-type': 'application/json' }
  const sent = { method: 'POST', headers, body: JSON.stringify({ [list]: items }) } as const
  const { statusCode, body } = await request(address, { ...sent, ...means })
  crashPoint('call-made')
  if (statusCode !== 200) throw no(statusCode, `${statusCode} from ${path}: ${await body.text()}`)
  const strange: string[] = []
  await eachLine(body, (text) => {
    heard()
    const line = parsed(text)
    if (expected.Check(line)) tell(line)
    else strange.push(text)
  })
  if (strange.length > 0) throw new Error(`${strange.length} lines from ${path} were strange, the first: ${strange[0]}`)
}

async function document(address: string, means: Means): Promise<unknown> {
  const { statusCode, body } = await request(address, means)
  const text = await body.text()
  if (statusCode === 404) return undefined
  if (statusCode !== 200) throw no(statusCode, `${statusCode} from ${address}: ${text}`)
  return JSON.parse(text)
}

/** One item that is refused must not stop the others: they are halved until that one is alone. */
async function inHalves<Line>(question: Question<Line>, ask: Outside['ask']) {
  const middle = question.items.length >> 1
  const halves = [question.items.slice(0, middle), question.items.slice(middle)]
  const results = await Promise.allSettled(halves.map((items) => ask({ ...question, items })))
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

// Too slow and too many are no refusals: they pass.
const passing = new Set([408, 429])

// These are about what was asked; others, as 401 or 404, are about us or our settings, and pass when somebody mends those.
const forGood = new Set([400, 409, 410, 422])

const no = (status: number, what: string) =>
  status >= 400 && status < 500 && !passing.has(status) ? new Refused(what, forGood.has(status)) : new Error(what)

/** What the line says, or undefined when it is no JSON: cut off, or not for us. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
