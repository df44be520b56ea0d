import { request } from 'undici'

/** An answer of the storefront. */
export interface Reply<Body> {
  readonly status: number
  readonly body: Body
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface Sent {
  readonly method?: 'GET' | 'PUT' | 'POST'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Somebody at the shop window, with a browser's cookies. */
export interface Visitor {
  ask<Body = unknown>(path: string, sent?: Sent): Promise<Reply<Body>>
  logIn(name: string): Promise<Reply<unknown>>
  /** What the browser would send along. */
  cookies(): string
}

/** Opens the shop in a browser without windows. */
export function visit(url: string): Visitor {
  const jar = new Map<string, string>()
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function ask<Body>(path: string, { method = 'GET', body, headers }: Sent = {}): Promise<Reply<Body>> {
    const answer = await request(`${url}${path}`, {
      method,
      headers: {
        ...(jar.size > 0 && { cookie: cookies() }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) keep(line, jar)
    const text = await answer.body.text()
    const isJson = /json/.test(String(answer.headers['content-type']))
    return { status: answer.statusCode, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as Body }
  }

  return { ask, cookies, logIn: (customer) => ask('/api/login', { method: 'POST', body: { customer } }) }
}

function keep(line: string, jar: Map<string, string>) {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (value) jar.set(name, value)
  else jar.delete(name)
}
