import { type App, answerInTime, answerLists } from '@saga-shop/sandbox'
import { Type } from 'typebox'
import type { Settings } from './config.ts'
import type { Ledger } from './ledger.ts'
import { bookingLine, handoverLine, ledgerLine, recallLine, trackLine, unknownLine } from './lines.ts'
import { Booking, Name, type Parcel } from './parcel.ts'

const limits = { minItems: 1, maxItems: 1000 }
const Bookings = Type.Object({ parcels: Type.Array(Booking, limits) })
const Keys = Type.Object({ parcels: Type.Array(Type.Object({ key: Name }), limits) })

/** The carrier's API. Every answer waits until the journal holds what it tells. */
export function serveCarrier(app: App, ledger: Ledger, { CARRIER_STEP_MS }: Settings) {
  app.post('/parcels', { schema: { body: Bookings } }, async ({ body: { parcels } }, reply) => {
    const booked = await ledger.book(parcels, Date.now())
    return answerInTime(reply, answers(parcels, booked, bookingLine))
  })

  app.post('/handovers', { schema: { body: Keys } }, async ({ body: { parcels } }, reply) => {
    const handedOver = await ledger.handOver(parcels, Date.now(), CARRIER_STEP_MS)
    return answerInTime(
      reply,
      answers(parcels, handedOver, (_, parcel) => handoverLine(parcel)),
    )
  })

  app.post('/recalls', { schema: { body: Keys } }, async ({ body: { parcels } }, reply) => {
    const now = Date.now()
    const recalled = await ledger.recall(parcels, now)
    return answerInTime(
      reply,
      answers(parcels, recalled, (_, parcel) => recallLine(parcel, now)),
    )
  })

  app.post('/track', { schema: { body: Keys } }, async ({ body: { parcels } }, reply) => {
    const now = Date.now()
    const found = parcels.map(ledger.find)
    await ledger.settled()
    return answerInTime(
      reply,
      answers(parcels, found, (_, parcel) => trackLine(parcel, now)),
    )
  })

  app.get('/ledger', async (_, reply) => {
    await ledger.settled()
    const now = Date.now()
    return answerLists(reply, { parcels: ledger.kept().map((kept) => ledgerLine(kept, now)) })
  })
}

/** One line per item, in the order of the request. */
const answers = <Request extends { key: string }>(
  requests: Request[],
  parcels: (Parcel | undefined)[],
  line: (request: Request, parcel: Parcel) => object,
) =>
  requests.map((request, index) => {
    const parcel = parcels[index]
    return { afterMs: 0, line: parcel ? line(request, parcel) : unknownLine(request) }
  })
