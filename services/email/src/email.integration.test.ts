import { randomUUID } from 'node:crypto'
import { sql } from '@saga-shop/runtime'
import { heard, type TestService, testService } from '@saga-shop/runtime/testing'
import { getJson, type Running, start } from '@saga-shop/sandbox/testing'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SendLetter } from './correspondence.ts'
import { confirmed, everything, requested } from './email.fixtures.ts'
import { acceptingPost } from './post/accepting-post.ts'
import type { Post } from './post/post.ts'
import { smtpPost } from './post/smtp-post.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'
import { sendLetters } from './send-letters.ts'

const main = new URL('../../../infra/mail/src/main.ts', import.meta.url)
const startSink = (SMTP_PORT: string) => start(main, { SMTP_PORT })
const sender = { from: 'hello@saga-shop.example', shopUrl: 'http://shop.example' }
let sink: Running
let smtpUrl: string
let post: Post
let service: TestService

beforeAll(async () => {
  sink = await startSink('0')
  smtpUrl = sink.output().match(/smtp:\/\/[\d.]+:\d+/)?.[0] ?? ''
  post = smtpPost({ url: smtpUrl, timeoutMilliseconds: 5_000 })
  service = await emailService(post)
})
afterAll(async () => {
  await service.close()
  post.close()
  await sink.stop()
})

/** Without a post, letters are only owed. */
const emailService = (through?: Post, place?: TestService['place']) => {
  const calls = through ? [sendLetters(through, sender, 5_000)] : []
  return testService({ name: 'email', description: '', reactions, calls, routes }, place)
}

interface Arrived {
  readonly eventId: string
  readonly text: string
}
const mailbox = async (orderId: string) =>
  (await getJson<{ letters: Arrived[] }>(`${sink.url}/letters?orderId=${orderId}`)).letters

const letters = async (query: string, from = service) => (await from.app.inject(`/letters?${query}`)).json()
const statuses = async (orderId: string, from = service) =>
  (await letters(`orderId=${orderId}`, from)).map(({ status }: { status: string }) => status)
const settled = (orderId: string, expected: readonly string[], from = service) =>
  eventually(async () => expect(await statuses(orderId, from)).toEqual(expected), { within: 15_000 })

describe('a customer', () => {
  test('gets one letter for each event, each linking to a page that is no older', async () => {
    const orderId = randomUUID()
    const news = everything(orderId).map((fact) => heard(fact))
    await service.hear(heard(requested(orderId)), ...news)
    await service.hear(...news)
    await settled(orderId, Array(news.length).fill('sent'))
    const arrived = await mailbox(orderId)
    expect(arrived.map(({ eventId }) => eventId).sort()).toEqual(news.map(({ id }) => id).sort())
    for (const { eventId, text } of arrived)
      expect(text).toContain(`http://shop.example/orders/${orderId}?after=${eventId}`)
  })

  test('gets no letter about what was heard before a restore: it may have gone out, and is for a person', async () => {
    const orderId = randomUUID()
    const again = [requested(orderId), confirmed(orderId)].map((fact) => ({ ...heard(fact), replayed: true as const }))
    await service.hear(...again)
    await settled(orderId, ['unknown'])
    expect(await mailbox(orderId)).toEqual([])
  })

  test('gets a letter also when who they are is heard last', async () => {
    const orderId = randomUUID()
    await service.hear(heard(confirmed(orderId)))
    expect(await statuses(orderId)).toEqual(['waiting'])
    await service.hear(heard(requested(orderId)))
    await settled(orderId, ['sent'])
    expect(await mailbox(orderId)).toHaveLength(1)
  })

  test('gets the letter when the mail server is back', async () => {
    const orderId = randomUUID()
    await sink.stop()
    await service.hear(heard(requested(orderId)), heard(confirmed(orderId)))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await statuses(orderId)).toEqual(['posted'])
    sink = await startSink(new URL(smtpUrl).port)
    await settled(orderId, ['sent'])
    expect(await mailbox(orderId)).toHaveLength(1)
  })
})

describe('a letter', () => {
  test('that was in hand when the process died is for a person, and never sent again', async () => {
    const orderId = randomUUID()
    const event = heard(confirmed(orderId))
    const dead = await emailService()
    await dead.hear(heard(requested(orderId)), event)
    await dead.close()
    const successor = await emailService(post, dead.place)
    await successor.database.query(sql`update intents set attempts = attempts + 1`)
    await settled(orderId, ['unknown'], successor)
    expect(await letters('status=unknown', successor)).toMatchObject([{ orderId, eventId: event.id }])
    expect(await mailbox(orderId)).toEqual([])
    await successor.close()
  })

  test('that the mail server will not take is for a person', async () => {
    const orderId = randomUUID()
    await service.hear(heard(requested(orderId, 'bounce@example.org')), heard(confirmed(orderId)))
    await settled(orderId, ['refused'])
    expect(await letters('status=refused')).toContainEqual(expect.objectContaining({ orderId, code: 550 }))
    expect(await letters('status=unknown')).not.toContainEqual(expect.objectContaining({ orderId }))
  })

  test('leaves its address nowhere but with the order’s letters', async () => {
    const orderId = randomUUID()
    await service.hear(heard(requested(orderId, 'secret@example.org')), heard(confirmed(orderId)))
    await settled(orderId, ['sent'])
    expect((await service.app.inject(`/letters?orderId=${orderId}`)).body).not.toContain('secret')
    const { rows } = await service.database.query(sql`select from intents where entity_id = ${orderId}`)
    expect(rows).toEqual([])
  })
})

test('nothing is ever announced', async () => {
  expect(await service.announced()).toEqual([])
})

test('letters that are taken in process are all composed and sent', async () => {
  const accepting = await emailService(acceptingPost())
  const orders = Array.from({ length: 200 }, () => randomUUID())
  await accepting.hear(...orders.flatMap((orderId) => [heard(requested(orderId)), heard(confirmed(orderId))]))
  await eventually(async () => expect(await owed(accepting)).toBe(0), { within: 15_000 })
  expect(await statuses(orders[199] ?? '', accepting)).toEqual(['sent'])
  await accepting.close()
})

test.each(['', 'orderId=nobody', 'status=lost', `orderId=${randomUUID()}&after=now`])(
  'asking for letters with "%s" is a 400 with a problem body',
  async (query) => {
    const answer = await service.app.inject(`/letters?${query}`)
    expect([answer.statusCode, answer.json().status]).toEqual([400, 400])
  },
)

test('an order that nobody heard of has no letters', async () => {
  expect(await letters(`orderId=${randomUUID()}`)).toEqual([])
})

async function owed({ database }: TestService) {
  const { rows } = await database.query(sql`select from intents where kind = ${SendLetter.name}`)
  return rows.length
}
