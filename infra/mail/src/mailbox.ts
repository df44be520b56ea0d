import { openJournal } from '@saga-shop/sandbox'
import type { Letter } from './letter.ts'

type Entry = { readonly letter: Letter } | { readonly emptied: true }

/** Which letters: everything, or what matches all that is given. */
export interface Wanted {
  readonly to?: string
  readonly orderId?: string
}

export type Mailbox = Awaited<ReturnType<typeof openMailbox>>

/** Every letter that arrived, oldest first, duplicates included. What `keep` has resolved with, is on disk. */
export async function openMailbox(folder: string | undefined) {
  let letters: Letter[] = []
  const remember = (entry: Entry) => {
    if ('letter' in entry) letters.push(entry.letter)
    else letters = []
  }
  const journal = await openJournal<Entry>(folder, 'mail.ndjson', remember)
  const enter = (entries: Entry[]) => {
    entries.forEach(remember)
    return journal.append(entries)
  }
  return {
    settled: journal.settled,
    close: journal.close,
    keep: (arrived: Letter[]) => enter(arrived.map((letter) => ({ letter }))),
    empty: () => enter([{ emptied: true }]),
    find: (wanted: Wanted) => letters.filter((letter) => matches(letter, wanted)),
  }
}

const matches = (letter: Letter, { to, orderId }: Wanted) =>
  (to === undefined || letter.to.toLowerCase() === to.toLowerCase()) &&
  (orderId === undefined || letter.orderId === orderId)
