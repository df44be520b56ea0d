import { handOver, type Parcel, recall } from './parcel.ts'

/** A parcel, and how often each thing was asked of it. */
export interface Kept {
  readonly parcel: Parcel
  readonly requests: { readonly bookings: number; readonly handovers: number; readonly recalls: number }
}

/** One line of the carrier's journal: what was asked of which parcel, and when. */
export type Entry =
  | { readonly did: 'book'; readonly key: string; readonly parcel: Parcel }
  | { readonly did: 'bookAgain'; readonly key: string }
  | { readonly did: 'handOver'; readonly key: string; readonly at: number; readonly stepMs: number }
  | { readonly did: 'recall'; readonly key: string; readonly at: number }

export type Book = Map<string, Kept>

/** Enters a line into the book. Of an unknown parcel nothing can be asked: then the line is not entered, and false. */
export function write(book: Book, entry: Entry): boolean {
  const kept = book.get(entry.key)
  if (entry.did === 'book')
    book.set(entry.key, { parcel: entry.parcel, requests: { bookings: 1, handovers: 0, recalls: 0 } })
  else if (kept) book.set(entry.key, after(kept, entry))
  else return false
  return true
}

function after({ parcel, requests }: Kept, entry: Exclude<Entry, { did: 'book' }>): Kept {
  switch (entry.did) {
    case 'bookAgain':
      return { parcel, requests: { ...requests, bookings: requests.bookings + 1 } }
    case 'handOver':
      return {
        parcel: handOver(parcel, entry.at, entry.stepMs),
        requests: { ...requests, handovers: requests.handovers + 1 },
      }
    case 'recall':
      return { parcel: recall(parcel, entry.at), requests: { ...requests, recalls: requests.recalls + 1 } }
  }
}
