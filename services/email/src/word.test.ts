import { describe, expect, test } from 'vitest'
import { type Correspondence, close, needsPerson, type Status } from './correspondence.ts'
import { ada, now, orderId } from './email.fixtures.ts'
import { confirmed } from './news.ts'
import { heed } from './word.ts'

const eventId = 'e1'
const waiting = (status: Status, code?: number): Correspondence => ({
  orderId,
  recipient: ada,
  letters: [{ eventId, news: confirmed(), status, ...(code && { code }) }],
})
const again = { eventId, said: 'send-again', by: 'Grace' } as const
const sent = { eventId, said: 'sent', by: 'Grace' } as const

describe('a letter whose outcome nobody knows', () => {
  test('is sent when a person says so, and it is kept who said it', () => {
    const { becomes, intends } = heed(waiting('unknown'), sent, now)
    expect(becomes?.letters).toMatchObject([{ status: 'sent', words: [{ said: 'sent', by: 'Grace', at: now }] }])
    expect(intends).toEqual([])
    expect(becomes && needsPerson(becomes)).toBe(false)
  })

  test('goes out once more when a person says so, under a key of its own each time', () => {
    const once = heed(waiting('unknown'), again, now)
    expect(once.intends).toMatchObject([{ intent: 'send-letter', key: 'e1:1', entity: orderId, body: { eventId } }])
    expect(once.becomes?.letters).toMatchObject([{ status: 'posted' }])
    const lost = close(once.becomes, eventId, { status: 'unknown' })
    expect(heed(lost.becomes, again, now).intends).toMatchObject([{ key: 'e1:2' }])
  })
})

test('a letter that was refused goes out once more when the address is sound again', () => {
  const { becomes } = heed(waiting('refused', 550), again, now)
  expect(becomes?.letters[0]).toMatchObject({ status: 'posted' })
  expect(becomes?.letters[0]).not.toHaveProperty('code')
})

test.each<Status>(['waiting', 'posted', 'sent'])('a letter that is %s needs no word', (status) => {
  expect(heed(waiting(status), again, now).refuses?.reason).toBe('not-for-a-person')
})

test('of a letter that is not there nothing can be said', () => {
  expect(heed(undefined, again, now).refuses?.reason).toBe('not-found')
  expect(heed(waiting('unknown'), { ...again, eventId: 'e2' }, now).refuses?.reason).toBe('not-found')
})
