import { setTimeout as sleep } from 'node:timers/promises'
import type { LiveEvent } from '@saga-shop/storefront/api'

/** Listens to the storefront's events until it is told to stop; a broken line is taken up where it broke. */
export async function listen(
  url: string,
  headers: Record<string, string>,
  hear: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let last = ''
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { headers: { ...headers, ...(last && { 'last-event-id': last }) }, signal })
      if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`)
      for await (const message of messages(response.body)) {
        last = message.id || last
        if (message.event === '') hear(JSON.parse(message.data))
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof Error && error.message.includes('answered 4')) throw error
    }
    await sleep(1_000, undefined, { signal }).catch(() => {})
  }
}

interface Message {
  readonly id: string
  readonly event: string
  readonly data: string
}

async function* messages(body: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  let rest = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const parts = `${rest}${chunk}`.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) yield read(part)
  }
}

/** One message of the stream: fields by line, those of the same name joined. */
export function read(text: string): Message {
  const of = (name: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ''))
      .join('\n')
  return { id: of('id'), event: of('event'), data: of('data') }
}
