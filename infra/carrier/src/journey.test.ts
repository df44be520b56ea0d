import { expect, test } from 'vitest'
import { historyOf, statusOf } from './journey.ts'
import { handOver, isSameBooking, type Parcel, recall } from './parcel.ts'

const step = 100
const booked = (postcode = '8001'): Parcel => ({
  key: 'an-order',
  orderId: 'an-order',
  recipient: { name: 'Ada', street: 'Gate 1', postcode, city: 'Zürich', country: 'CH' },
  trackingId: 'tr_1',
  bookedAt: 0,
})
const left = (postcode?: string, stepMs = step) => handOver(booked(postcode), 1_000, stepMs)
const statuses = (parcel: Parcel, now: number) => historyOf(parcel, now).map(({ status }) => status)
const end = 1_000_000

test('a booked parcel waits until it is handed over', () => {
  expect(statuses(booked(), end)).toEqual(['booked'])
})

test('a parcel is on its way at once and delivered a step later', () => {
  expect(statuses(left(), 1_000)).toEqual(['booked', 'in_transit'])
  expect(statuses(left(), 1_099)).toEqual(['booked', 'in_transit'])
  expect(historyOf(left(), 1_100).at(-1)).toEqual({ status: 'delivered', at: 1_100 })
})

test('a carrier without pauses has delivered when it is next asked', () => {
  expect(statuses(left('8001', 0), 1_000)).toEqual(['booked', 'in_transit', 'delivered'])
})

test('10001: nobody opens the first time', () => {
  expect(historyOf(left('10001'), end).slice(2)).toEqual([
    { status: 'delivery_failed', attempt: 1, at: 1_100 },
    { status: 'delivered', at: 1_200 },
  ])
})

test('10003: nobody opens three times, and the parcel comes back as undeliverable', () => {
  expect(historyOf(left('10003'), end).slice(2)).toEqual([
    { status: 'delivery_failed', attempt: 1, at: 1_100 },
    { status: 'delivery_failed', attempt: 2, at: 1_200 },
    { status: 'delivery_failed', attempt: 3, at: 1_300 },
    { status: 'returned', reason: 'UNDELIVERABLE', at: 1_400 },
  ])
})

test('10009: the parcel is lost, and calling it back does not find it', () => {
  expect(statuses(left('10009'), end)).toEqual(['booked', 'in_transit', 'lost'])
  expect(statuses(recall(left('10009'), 2_000), end)).toEqual(['booked', 'in_transit', 'lost'])
})

test('a parcel that is recalled before it left never leaves', () => {
  const recalled = recall(booked(), 500)
  expect(statuses(recalled, 500)).toEqual(['booked', 'recalled'])
  expect(handOver(recalled, 1_000, step)).toBe(recalled)
})

test('a parcel that is recalled on its way turns round and is back a step later', () => {
  const recalled = recall(left(), 1_050)
  expect(statuses(recalled, 1_149)).toEqual(['booked', 'in_transit'])
  expect(historyOf(recalled, end).slice(2)).toEqual([{ status: 'returned', reason: 'RECALLED', at: 1_150 }])
})

test('a parcel that is recalled after delivery is fetched from the customer', () => {
  const recalled = recall(left(), 5_000)
  expect(statuses(recalled, 5_099)).toEqual(['booked', 'in_transit', 'delivered'])
  expect(statuses(recalled, end)).toEqual(['booked', 'in_transit', 'delivered', 'returned'])
})

test('a parcel that came back stays back for the reason it came', () => {
  const recalled = recall(left('10003'), 2_000)
  expect(historyOf(recalled, end).at(-1)).toMatchObject({ status: 'returned', reason: 'UNDELIVERABLE' })
})

test('only the first handover and the first recall count', () => {
  expect(handOver(left(), 9_000, 1)).toEqual(left())
  expect(recall(recall(left(), 1_050), 9_000)).toEqual(recall(left(), 1_050))
})

test('what a history has told, it tells again later', () => {
  for (const parcel of [left(), left('10001'), left('10003'), left('10009'), recall(left('10003'), 1_250)])
    for (let now = 0; now < 2_000; now += 25) {
      const told = historyOf(parcel, now)
      expect(historyOf(parcel, end).slice(0, told.length)).toEqual(told)
    }
})

test('a parcel without news is where it was', () => {
  expect([statusOf(booked(), 0), statusOf(left(), 1_000), statusOf(recall(left(), 1_000), 1_099)]).toEqual([
    'booked',
    'in_transit',
    'in_transit',
  ])
})

test('another order or address under the same key is another booking', () => {
  const { recipient } = booked()
  expect(isSameBooking(booked(), booked())).toBe(true)
  expect(isSameBooking(booked(), { ...booked(), orderId: 'another' })).toBe(false)
  for (const line of Object.keys(recipient))
    expect(isSameBooking(booked(), { ...booked(), recipient: { ...recipient, [line]: 'other' } })).toBe(false)
})
