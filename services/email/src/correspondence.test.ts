import { type Decision, nothing } from '@saga-shop/runtime'
import { describe, expect, test } from 'vitest'
import { type Correspondence, close, meet, needsPerson, tell } from './correspondence.ts'
import { ada, orderId } from './email.fixtures.ts'
import { confirmed, delivered } from './news.ts'

const after = (...steps: ((known: Correspondence | undefined) => Decision<Correspondence>)[]) =>
  steps.reduce<Correspondence | undefined>((known, step) => step(known).becomes ?? known, undefined)
const met = (known: Correspondence | undefined) => meet(known, orderId, ada)
const told = (eventId: string) => (known: Correspondence | undefined) => tell(known, orderId, eventId, confirmed())
const sent = (eventId: string) => (known: Correspondence | undefined) => close(known, eventId, { status: 'sent' })
const statuses = (known: Correspondence | undefined) => known?.letters.map(({ status }) => status)

describe('a letter', () => {
  test('goes out under the id of its event', () => {
    const { intends, announces } = told('e1')(after(met))
    expect(intends).toMatchObject([{ intent: 'send-letter', key: 'e1', entity: orderId }])
    expect(intends[0]?.body).toEqual({ orderId, eventId: 'e1', recipient: ada, news: { about: 'OrderConfirmed' } })
    expect(announces).toEqual([])
  })

  test('waits for its recipient, who may be heard of later', () => {
    const early = after(told('e1'), told('e2'))
    expect(statuses(early)).toEqual(['waiting', 'waiting'])
    expect(told('e3')(early).intends).toEqual([])
    const { intends, becomes } = met(early)
    expect(intends.map(({ key }) => key)).toEqual(['e1', 'e2'])
    expect(statuses(becomes)).toEqual(['posted', 'posted'])
  })

  test('is not written twice about one event', () => {
    expect(told('e1')(after(met, told('e1')))).toEqual(nothing)
    expect(told('e1')(after(told('e1')))).toEqual(nothing)
  })

  test('that was sent stays sent, whatever is heard late', () => {
    const known = after(met, told('e1'), sent('e1'))
    expect(close(known, 'e1', { status: 'unknown' })).toEqual(nothing)
    expect(met(known)).toEqual(nothing)
  })

  test('that was refused, or whose end is unknown, is for a person', () => {
    const known = after(met, told('e1'), told('e2'), sent('e1'))
    expect(known && needsPerson(known)).toBe(false)
    const refused = close(known, 'e2', { status: 'refused', code: 550 }).becomes
    expect(refused && needsPerson(refused)).toBe(true)
    expect(refused?.letters[1]).toMatchObject({ status: 'refused', code: 550 })
    const unknown = close(known, 'e2', { status: 'unknown' }).becomes
    expect(unknown && needsPerson(unknown)).toBe(true)
  })

  test('that nobody knows has no end', () => {
    expect(sent('e1')(undefined)).toEqual(nothing)
    expect(sent('e1')(after(met))).toEqual(nothing)
  })
})

test('only name and mail address are kept, not where the customer lives', () => {
  const recipient = { ...ada, street: 'Road 1', city: 'Hamburg' }
  expect(meet(undefined, orderId, recipient).becomes?.recipient).toEqual(ada)
})

test('an order’s letters are about one event each', () => {
  const known = after(met, told('e1'), (state) => tell(state, orderId, 'e2', delivered()))
  expect(known?.letters.map(({ eventId, news }) => [eventId, news.about])).toEqual([
    ['e1', 'OrderConfirmed'],
    ['e2', 'OrderDelivered'],
  ])
})
