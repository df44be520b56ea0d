import { OrderReturned, ShipmentPrepared } from '@saga-shop/contracts'
import { followDeadlines } from '@saga-shop/runtime/testing'
import { expect, test } from 'vitest'
import { comeBackAgain, prepareAgain } from './again.ts'
import { deadlines } from './deadlines.ts'
import { ship } from './parcel.ts'
import { ComeBackAgain, PrepareAgain } from './reactions.ts'
import { recollections } from './recollections.ts'
import { address, cancel, confirm, type Shipment } from './shipment.ts'

const orderId = '018f5a3e-7b1c-7000-8000-000000000001'
const recipient = { name: 'Ada', street: 'Road 1', postcode: '1', city: 'Hamburg', country: 'DE' }
const parcel = { orderId, trackingId: 'tr_1' }
const prepared: Shipment = { ...parcel, cancelled: false, status: 'prepared' }

type Step = (shipment: Shipment | undefined) => { becomes?: Shipment; announces: readonly unknown[] }
const news: Step[] = [
  (shipment) => address(shipment, orderId, recipient),
  (shipment) => confirm(shipment, orderId, 1),
  (shipment) => cancel(shipment, orderId, 1),
]
const hear = (shipment: Shipment | undefined, steps: readonly Step[]) =>
  steps.reduce(
    ({ state, announced }, step) => {
      const { becomes, announces } = step(state)
      return { state: becomes ?? state, announced: announced + announces.length }
    },
    { state: shipment, announced: 0 },
  )

test.each([[news], [news.toReversed()], [[...news.slice(1), ...news.slice(0, 1)]]])(
  'a parcel that was booked before the restore is not said never to have left, in whatever order its story is heard again',
  (steps) => {
    const again = prepareAgain(undefined, parcel)
    expect(again.becomes).toEqual(prepared)
    expect(again.intends.map(({ intent }) => intent)).toEqual(['hand-over'])
    const { state, announced } = hear(again.becomes, steps)
    expect(announced).toBe(0)
    expect(state).toEqual({ ...prepared, cancelled: true })
    expect(ship(state, { left: false }, 1).becomes?.status).toBe('held')
  },
)

test('a shipment that had ended stays so', () => {
  const { becomes: ended } = comeBackAgain(prepared, { ...parcel, reason: 'LOST' })
  expect(ended).toEqual({ ...parcel, reason: 'LOST', status: 'returned' })
  expect(hear(ended, news)).toEqual({ state: ended, announced: 0 })
  expect(prepareAgain(ended, parcel).becomes).toBeUndefined()
})

test('whoever had come back owes no news any more', () => {
  const owed = followDeadlines(deadlines({ NEWS_WITHIN_MS: 1 }))
  owed.decided({ name: PrepareAgain.name, key: orderId }, prepareAgain(undefined, parcel))
  expect(owed.running()).toEqual(['parcel-news'])
  owed.decided({ name: ComeBackAgain.name, key: orderId }, comeBackAgain(prepared, { ...parcel, reason: 'LOST' }))
  expect(owed.running()).toEqual([])
})

test('an end is recollected, and not what came before it', () => {
  const [first, last] = recollections
  expect([first?.event, last?.event]).toEqual([ShipmentPrepared, OrderReturned])
  expect(first?.ask(parcel, new Set())).toEqual(parcel)
  expect(first?.ask(parcel, new Set([OrderReturned.topic]))).toBeUndefined()
})
