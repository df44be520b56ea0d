import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { nasty } from '@saga-shop/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderId } from '../email.fixtures.ts'
import { write } from '../letter.ts'
import type { Post } from './post.ts'
import { smtpPost } from './smtp-post.ts'

/** What a mail server was told since it was last asked: its envelope, and the letters' texts. */
interface Heard {
  recipients: string[]
  letters: string[]
}

let post: Post
let heard: Heard = { recipients: [], letters: [] }
const server = createServer((socket) => {
  let text: string | undefined
  let rest = ''
  socket.on('error', () => {})
  socket.write('220 hello\r\n')
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (text === undefined) text = command(line)
      else if (line === '.') {
        heard.letters.push(text)
        socket.write('250 taken\r\n')
        text = undefined
      } else text += `${line}\r\n`
    }
  })

  function command(line: string): string | undefined {
    if (/^RCPT TO:/i.test(line)) heard.recipients.push(line.slice(8))
    socket.write(/^DATA$/i.test(line) ? '354 go on\r\n' : '250 fine\r\n')
    return /^DATA$/i.test(line) ? '' : undefined
  }
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  post = smtpPost({ url: `smtp://127.0.0.1:${port}`, timeoutMilliseconds: 10_000 })
})
afterAll(() => {
  post.close()
  server.close()
})

const sender = { from: 'hello@saga-shop.example', shopUrl: 'http://shop.example' }

/** Sends one letter, and gives what the server heard of it. */
async function deliver(name: string, email: string, trackingId = 'PX-1') {
  heard = { recipients: [], letters: [] }
  const news = { about: 'OrderShipped', trackingId } as const
  const { status } = await post.deliver(
    write({ orderId, eventId: randomUUID(), recipient: { name, email }, news }, sender),
  )
  return { status, ...heard }
}

const ours = [
  'from',
  'to',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
]
const namesIn = (letter: string) =>
  (letter.split('\r\n\r\n', 1)[0] ?? '')
    .split(/\r\n(?![ \t])/)
    .map((line) => line.split(':', 1)[0]?.toLowerCase() ?? '')

test('whatever a recipient is called, and wherever they say they live, one letter goes to one address, or none', async () => {
  const text = fc.oneof(
    nasty,
    fc.constantFrom('Ada', 'ada@example.org\r\nRCPT TO:<eve@example.org>', 'a@b.c, eve@example.org'),
  )
  const email = fc.oneof(
    fc.emailAddress(),
    text,
    text.map((local) => `${local}@example.org`),
  )
  await fc.assert(
    fc.asyncProperty(text, email, text, async (name, address, trackingId) => {
      const { status, recipients, letters } = await deliver(name, address, trackingId)
      expect(recipients.length).toBeLessThanOrEqual(1)
      expect(letters.length).toBe(status === 'sent' ? 1 : 0)
      expect(['sent', 'refused']).toContain(status)
      for (const letter of letters)
        for (const header of namesIn(letter))
          expect([...ours, 'x-order-id', 'x-event-id', 'auto-submitted']).toContain(header)
    }),
    { numRuns: 150 },
  )
}, 30_000)

test('two addresses in one are none', async () => {
  expect(await deliver('Ada', 'ada@example.org, eve@example.org')).toMatchObject({ status: 'refused', letters: [] })
  expect(await deliver('Ada', 'ada@example.org\r\nBcc: eve@example.org')).toMatchObject({
    status: 'refused',
    letters: [],
  })
})

test('a name cannot write the letter: it stays on its line', async () => {
  const { letters } = await deliver('Ada,\r\n\r\nyou have won! Click http://evil.example\r\n\r\n', 'ada@example.org')
  expect(letters[0]).toContain('Dear Ada, you have won! Click http://evil.example,\r\n')
})
