import { expect, test } from 'vitest'
import { BookParcel, HandOver, Recall, type Step, Track } from './calls.ts'
import { isOver } from './shipment.ts'
import { home, now, Story } from './story.fixtures.ts'

const trackingId = 'tr_1'
const booking = () => new Story().requested().confirmed()
const prepared = () => booking().answered(BookParcel, { trackingId })
const shipped = () => prepared().answered(HandOver, { left: true })
const delivered = () => next(shipped(), { status: 'delivered' })

/** The carrier has news. */
const next = (story: Story, ...steps: Step[]) =>
  steps.reduce((told, step) => {
    const known = told.shipment && 'known' in told.shipment ? told.shipment.known : 0
    return told.answered(Track, { known, step })
  }, story)

const failed = (attempt: number): Step => ({ status: 'delivery_failed', attempt })
const returned = (reason: 'RECALLED' | 'UNDELIVERABLE'): Step => ({ status: 'returned', reason })
const owed = ({ due }: Story) => due.map(({ key }) => key.replace(/^[^:]+:/, ''))

test('a paid order is booked, handed over, and followed to the door', () => {
  const story = delivered()
  expect(story.news).toEqual(['ShipmentPrepared', 'OrderShipped', 'OrderDelivered'])
  expect(story.announced.at(-1)?.data).toEqual({ orderId: story.orderId, trackingId, deliveredAt: now })
  expect(owed(story)).toEqual([])
  expect(story.shipment && isOver(story.shipment)).toBe(true)
})

test('a parcel is booked as soon as both are known: where to deliver, and that it is paid', () => {
  expect(owed(new Story().requested())).toEqual([])
  expect(owed(new Story().confirmed())).toEqual([])
  expect(booking().due).toEqual(new Story().confirmed().requested().due)
  expect(booking().due).toMatchObject([{ key: `${booking().orderId}:book`, body: { recipient: home } }])
})

test('each step of the journey is a call of its own', () => {
  const story = shipped()
  expect(owed(story)).toEqual(['track:2'])
  expect(owed(next(story, failed(1)))).toEqual(['track:3'])
  expect(owed(next(story, failed(2)))).toEqual(['track:4'])
})

test('an address is kept until the parcel is asked for, and an e-mail address never', () => {
  expect(new Story().requested().shipment).toHaveProperty('recipient', home)
  for (const story of [booking(), new Story().requested().cancelled(), new Story().cancelled().requested()])
    expect(story.shipment).not.toHaveProperty('recipient')
})

test('a delivery that failed is tried again', () => {
  expect(next(shipped(), failed(1), { status: 'delivered' }).news.slice(2)).toEqual([
    'DeliveryFailed 1',
    'OrderDelivered',
  ])
})

test('a parcel that nobody takes comes back as undeliverable', () => {
  const story = next(shipped(), failed(1), failed(2), failed(3), returned('UNDELIVERABLE'))
  expect(story.news.slice(2)).toEqual([
    'DeliveryFailed 1',
    'DeliveryFailed 2',
    'DeliveryFailed 3',
    'OrderReturned UNDELIVERABLE',
  ])
  expect(owed(story)).toEqual([])
})

test('a lost parcel is lost once, also when the order is cancelled later', () => {
  const story = next(shipped(), { status: 'lost' }).cancelled()
  expect(story.news.slice(2)).toEqual(['OrderReturned LOST'])
  expect(owed(story)).toEqual([])
})

test('an order that is cancelled and never confirmed is no news', () => {
  const story = new Story().requested().cancelled()
  expect([story.news, owed(story)]).toEqual([[], []])
})

test('an order that is confirmed and cancelled before its address is known never leaves', () => {
  for (const story of [new Story().cancelled().confirmed(), new Story().confirmed().cancelled()]) {
    expect(story.requested().news).toEqual(['OrderReturned NEVER_LEFT'])
    expect(story.announced[0]?.data).toMatchObject({ trackingId: null, returnedAt: now })
    expect(owed(story)).toEqual([])
  }
})

test('a cancellation that is heard first books nothing, whatever comes later', () => {
  const story = new Story().cancelled().requested().confirmed()
  expect([story.news, owed(story)]).toEqual([['OrderReturned NEVER_LEFT'], []])
})

test('cancelled while the carrier is asked for a place: the parcel is held, and never leaves', () => {
  const story = booking().cancelled()
  expect(story.news).toEqual([])
  expect(owed(story.answered(BookParcel, { trackingId }))).toEqual(['recall'])
  story.answered(Recall, { left: false })
  expect(story.news).toEqual(['ShipmentPrepared', 'OrderReturned NEVER_LEFT'])
  expect(story.announced.at(-1)?.data).toMatchObject({ trackingId })
})

test('cancelled while it is handed over: the parcel is called back', () => {
  const story = prepared().cancelled()
  expect(owed(story)).toEqual(['hand-over'])
  expect(owed(story.answered(HandOver, { left: true }))).toEqual(['track:2', 'recall'])
  next(story.answered(Recall, { left: true }), returned('RECALLED'))
  expect(story.news).toEqual(['ShipmentPrepared', 'OrderShipped', 'OrderReturned RECALLED'])
})

test('cancelled on its way: called back once', () => {
  const story = shipped().cancelled().cancelled()
  expect(owed(story)).toEqual(['track:2', 'recall'])
  expect(next(story, returned('RECALLED')).news.slice(2)).toEqual(['OrderReturned RECALLED'])
})

test('delivered before the recall reached it: the carrier fetches it from the door', () => {
  const story = next(shipped().cancelled(), { status: 'delivered' })
  expect(owed(story)).toEqual(['recall', 'track:3'])
  expect(next(story, returned('RECALLED')).news.slice(2)).toEqual(['OrderDelivered', 'OrderReturned RECALLED'])
})

test('cancelled after delivery: the carrier fetches it from the door', () => {
  const story = delivered().cancelled()
  expect(story.shipment && isOver(story.shipment)).toBe(false)
  expect(owed(story)).toEqual(['recall', 'track:3'])
  expect(next(story, returned('RECALLED')).news.slice(2)).toEqual(['OrderDelivered', 'OrderReturned RECALLED'])
})

test('called back when nobody took it anyway: it comes back for the reason that came first', () => {
  const story = next(shipped(), failed(1), failed(2), failed(3)).cancelled()
  expect(next(story, returned('UNDELIVERABLE')).news.at(-1)).toBe('OrderReturned UNDELIVERABLE')
})

test('a step that was heard before is no news', () => {
  const story = next(shipped(), failed(1))
  story.hear(Track.answered, { known: 2, step: failed(1) })
  expect(story.news.slice(2)).toEqual(['DeliveryFailed 1'])
  expect(owed(story)).toEqual(['track:3'])
})

test('restored from a backup, a recall that was forgotten waits until the cancellation is heard again', () => {
  const story = prepared().answered(HandOver, { left: false })
  expect([story.news, owed(story)]).toEqual([['ShipmentPrepared'], []])
  expect(owed(story.cancelled())).toEqual(['recall'])
  expect(story.answered(Recall, { left: false }).news.at(-1)).toBe('OrderReturned NEVER_LEFT')
})

test('restored from a backup, a parcel that left in the time forgotten is followed home', () => {
  const story = booking().cancelled().answered(BookParcel, { trackingId }).answered(Recall, { left: true })
  expect(owed(story)).toEqual(['track:2'])
  expect(next(story, returned('RECALLED')).news.at(-1)).toBe('OrderReturned RECALLED')
})
