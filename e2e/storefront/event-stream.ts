import { request } from 'undici'

/** A server-sent message. */
export interface Message {
  readonly id: string | undefined
  readonly event: string
  readonly data: unknown
}

/** Reads server-sent events until `signal`, telling each. Resolves when the stream ends, however it does. */
export async function readStream(
  url: string,
  headers: Readonly<Record<string, string>>,
  tell: (message: Message) => void,
  signal: AbortSignal,
): Promise<number> {
  const { statusCode, body } = await request(url, { headers, signal, bodyTimeout: 0 })
  let begun = ''
  try {
    body.setEncoding('utf8')
    for await (const chunk of body) {
      const messages = `${begun}${chunk}`.split('\n\n')
      begun = messages.pop() ?? ''
      for (const text of messages) tell(messageIn(text))
    }
  } catch {
    // cut off, by us or by them
  }
  return statusCode
}

function messageIn(text: string): Message {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1]
  return { id: field('id'), event: field('event') ?? 'message', data: JSON.parse(field('data') ?? 'null') }
}
