import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { getJson, type Running, start } from '@saga-shop/sandbox/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { orderId } from '../email.fixtures.ts'
import { write } from '../letter.ts'
import type { Post } from './post.ts'
import { smtpPost } from './smtp-post.ts'

let sink: Running
let smtpUrl: string
const open: Post[] = []
let strange: Server | undefined

beforeAll(async () => {
  sink = await start(new URL('../../../../infra/mail/src/main.ts', import.meta.url), { SMTP_PORT: '0' })
  smtpUrl = sink.output().match(/smtp:\/\/[\d.]+:\d+/)?.[0] ?? ''
})
afterAll(() => sink.stop())
afterEach(() => {
  for (const post of open.splice(0)) post.close()
  strange?.close()
})

function postTo(url = smtpUrl, timeoutMilliseconds = 10_000) {
  const post = smtpPost({ url, timeoutMilliseconds })
  open.push(post)
  return post
}

const letterTo = (email: string) => {
  const eventId = randomUUID()
  const news = { about: 'OrderConfirmed' } as const
  const sender = { from: 'hello@saga-shop.example', shopUrl: 'http://shop.example' }
  return { eventId, mail: write({ orderId, eventId, recipient: { name: 'Ada', email }, news }, sender) }
}

const arrived = async (event: string) =>
  (await getJson<{ letters: { eventId: string; messageId: string }[] }>(`${sink.url}/letters`)).letters.filter(
    ({ eventId }) => eventId === event,
  )

/** A server that greets, and then does this with what it is told. */
async function serverThat(hear: (said: string, socket: Socket) => void) {
  strange = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 hello\r\n')
    socket.on('data', (chunk) => hear(String(chunk), socket))
  }).listen(0, '127.0.0.1')
  await once(strange, 'listening')
  const address = strange.address()
  return `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

/** Says yes to everything but what `no` answers otherwise. */
const polite = (no: (said: string, socket: Socket) => boolean) => (said: string, socket: Socket) => {
  if (no(said, socket)) return
  if (said.startsWith('DATA')) socket.write('354 go on\r\n')
  else socket.write('250 fine\r\n')
}

describe('the post', () => {
  test('delivers a letter with its headers', async () => {
    const { eventId, mail } = letterTo('ada@example.org')
    expect(await postTo().deliver(mail)).toEqual({ status: 'sent' })
    expect(await arrived(eventId)).toMatchObject([
      { to: 'ada@example.org', messageId: mail.messageId, subject: mail.subject, orderId },
    ])
  })

  test('delivers many over a few connections', async () => {
    const post = postTo()
    const letters = Array.from({ length: 200 }, () => letterTo('ada@example.org'))
    const ends = await Promise.all(letters.map(({ mail }) => post.deliver(mail)))
    expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['sent']))
    expect(await arrived(letters[199]?.eventId ?? '')).toHaveLength(1)
  })

  test('hears that an address is refused, and goes on with the others', async () => {
    const post = postTo()
    const bad = Array.from({ length: 20 }, () => letterTo('bounce@example.org'))
    for (const { mail } of bad) expect(await post.deliver(mail)).toEqual({ status: 'refused', code: 550 })
    expect(await post.deliver(letterTo('ada@example.org').mail)).toEqual({ status: 'sent' })
  })

  test('refuses what is no address', async () => {
    expect(await postTo().deliver(letterTo('a da\r\n@example.org').mail)).toMatchObject({ status: 'refused' })
  })

  test('comes back later to a busy mailbox', async () => {
    const post = postTo()
    const { mail } = letterTo('busy@example.org')
    expect(await post.deliver(mail)).toMatchObject({ status: 'later' })
    expect(await post.deliver(mail)).toEqual({ status: 'sent' })
  })

  test('does not know what became of a letter when the line breaks after its text', async () => {
    const { eventId, mail } = letterTo('hang-up@example.org')
    expect(await postTo().deliver(mail)).toEqual({ status: 'unknown' })
    expect(await arrived(eventId)).toHaveLength(1)
  })
})

describe('a letter surely did not go out', () => {
  test('when nobody listens', async () => {
    expect(await postTo('smtp://127.0.0.1:9').deliver(letterTo('a@b.example').mail)).toMatchObject({ status: 'later' })
  })

  test.each(['EHLO', 'MAIL FROM', 'RCPT TO', 'DATA'])('when the line breaks at %s', async (word) => {
    const url = await serverThat(polite((said, socket) => said.startsWith(word) && Boolean(socket.destroy())))
    expect(await postTo(url).deliver(letterTo('a@b.example').mail)).toMatchObject({ status: 'later' })
  })

  test.each(['EHLO', 'RCPT TO', 'DATA'])('when the server is silent at %s', async (word) => {
    const url = await serverThat(polite((said) => said.startsWith(word)))
    expect(await postTo(url, 200).deliver(letterTo('a@b.example').mail)).toMatchObject({ status: 'later' })
  })

  test('when the server has closed a connection that was kept open', async () => {
    const letters: string[] = []
    const url = await serverThat(
      polite((said, socket) => {
        if (!said.startsWith('MAIL FROM')) return false
        return letters.push(said) === 2 && Boolean(socket.destroy())
      }),
    )
    const post = postTo(url)
    expect(await post.deliver(letterTo('a@b.example').mail)).toEqual({ status: 'sent' })
    expect(await post.deliver(letterTo('a@b.example').mail)).toMatchObject({ status: 'later' })
    expect(await post.deliver(letterTo('a@b.example').mail)).toEqual({ status: 'sent' })
  })

  test('and never does afterwards, when the time was up', async () => {
    const heard: string[] = []
    const url = await serverThat((said, socket) => {
      heard.push(said)
      setTimeout(() => polite(() => false)(said, socket), said.startsWith('DATA') ? 1_400 : 0)
    })
    expect(await postTo(url, 1_000).deliver(letterTo('a@b.example').mail)).toMatchObject({ status: 'later' })
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(heard.join()).not.toContain('Dear')
  })
})

describe('it is unknown what became of a letter', () => {
  test('when the server takes its text and says nothing', async () => {
    const url = await serverThat(polite((said) => said.includes('Dear')))
    expect(await postTo(url, 1_000).deliver(letterTo('a@b.example').mail)).toEqual({ status: 'unknown' })
  })

  test('and it is not sent a second time over another connection', async () => {
    let texts = 0
    const url = await serverThat(
      polite((said, socket) => {
        if (!said.includes('Dear')) return false
        texts++
        return Boolean(socket.destroy())
      }),
    )
    expect(await postTo(url).deliver(letterTo('a@b.example').mail)).toEqual({ status: 'unknown' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(texts).toBe(1)
  })
})

test('a server that fails ten times in a row is left alone for a while', async () => {
  let calls = 0
  const url = await serverThat((_, socket) => {
    calls++
    socket.destroy()
  })
  const post = postTo(url)
  for (let failures = 0; failures < 20; failures++)
    expect(await post.deliver(letterTo('a@b.example').mail)).toMatchObject({ status: 'later' })
  expect(calls).toBe(10)
})
