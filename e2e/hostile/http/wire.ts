import { connect } from 'node:net'
import type { Request } from './any-request.ts'

/** What came back, byte for byte understood. */
export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** Sends a request as it is, and reads the answer to its end. Rejects when nobody answers in time. */
export function send(url: URL, request: Request, withinMilliseconds = 10_000): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const chunks: Buffer[] = []
  const socket = connect({ host: url.hostname, port: Number(url.port) })
  socket.setTimeout(withinMilliseconds, () => socket.destroy(new Error(`no answer within ${withinMilliseconds} ms`)))
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', (error) => (chunks.length > 0 ? finish() : reject(error))) // an early no may be followed by a reset
  socket.on('end', finish)
  socket.on('close', finish)
  socket.write(head(url, request))
  socket.write(request.body)

  function finish() {
    socket.destroy()
    try {
      resolve(understood(Buffer.concat(chunks)))
    } catch (error) {
      reject(error)
    }
  }
  return promise
}

function head(url: URL, { method, target, headers, body }: Request): Buffer {
  const all = [['host', url.host], ['connection', 'close'], ['content-length', String(body.length)], ...headers]
  const lines = all.map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

function understood(bytes: Buffer): Answer {
  const end = bytes.indexOf('\r\n\r\n')
  const [first = '', ...lines] = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1])
  if (!status) throw new Error(`this is no answer: ${JSON.stringify(bytes.subarray(0, 200).toString('latin1'))}`)
  const headers = new Map(
    lines.map((line) => [line.split(':', 1)[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  )
  const body = bytes.subarray(end + 4)
  return { status, headers, body: headers.get('transfer-encoding') === 'chunked' ? unchunked(body) : body.toString() }
}

function unchunked(bytes: Buffer): string {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString(), 16)
    if (!size) break
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 4 + size
  }
  return Buffer.concat(parts).toString()
}
