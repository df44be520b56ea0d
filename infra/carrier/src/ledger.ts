import { randomUUID } from 'node:crypto'
import { openJournal } from '@saga-shop/sandbox'
import { type Book, type Entry, write } from './book.ts'
import type { Booking, Parcel } from './parcel.ts'

export type Ledger = Awaited<ReturnType<typeof openLedger>>
type Key = { readonly key: string }

/** The carrier's books, kept in a folder: what a method has resolved with, is on disk. Unknown parcels are undefined. */
export async function openLedger(folder: string | undefined) {
  const book: Book = new Map()
  const journal = await openJournal<Entry>(folder, 'carrier.ndjson', (entry) => write(book, entry))
  const find = ({ key }: Key) => book.get(key)?.parcel

  /** Enters what is asked of each parcel, one after the other, and waits once for all of it to be on disk. */
  async function each<Request extends Key>(requests: Request[], entryFor: (request: Request) => Entry) {
    const entries: Entry[] = []
    const parcels = requests.map((request) => {
      const entry = entryFor(request)
      if (write(book, entry)) entries.push(entry)
      return find(request)
    })
    await journal.append(entries)
    return parcels
  }

  return {
    find,
    kept: () => book.values(),
    settled: journal.settled,
    close: journal.close,
    book: (bookings: Booking[], at: number) =>
      each(bookings, (booking) => (find(booking) ? { did: 'bookAgain', key: booking.key } : bookingOf(booking, at))),
    handOver: (keys: Key[], at: number, stepMs: number) =>
      each(keys, ({ key }) => ({ did: 'handOver', key, at, stepMs })),
    recall: (keys: Key[], at: number) => each(keys, ({ key }) => ({ did: 'recall', key, at })),
  }
}

function bookingOf({ key, orderId, recipient }: Booking, bookedAt: number): Entry {
  const parcel: Parcel = { key, orderId, recipient, trackingId: `tr_${randomUUID()}`, bookedAt }
  return { did: 'book', key, parcel }
}
