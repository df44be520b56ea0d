import { randomUUID } from 'node:crypto'
import { openJournal } from '@saga-shop/sandbox'
import { Book, type Entry } from './book.ts'
import { type Charge, type ChargeRequest, charged, isSameCharge } from './charge.ts'
import { isSameRefund, type Refund, type RefundRequest, type Refusal, refunded, refusal } from './refund.ts'
import { type Outcome, outcomeOf } from './test-cards.ts'

export type Refused<Code> = {
  readonly key: string
  readonly status: 'error'
  readonly code: Code | 'idempotency_key_reused'
}
export type Charged = { readonly charge: Charge; readonly first: boolean } | Refused<never>

export type Ledger = Awaited<ReturnType<typeof openLedger>>

/** The bank's books, kept in a folder: what a method has resolved with, is on disk. */
export async function openLedger(folder: string | undefined, decide: (card: string) => Outcome = outcomeOf) {
  const book = new Book()
  const journal = await openJournal<Entry>(folder, 'bank.ndjson', book.write)

  /** Decides each request on what the ones before it left, then waits once for all of them to be on disk. */
  async function each<Request, Result>(
    requests: Request[],
    settle: (request: Request, enter: (entry: Entry) => void) => Result,
  ) {
    const entries: Entry[] = []
    const enter = (entry: Entry) => {
      book.write(entry)
      entries.push(entry)
    }
    const results = requests.map((request) => settle(request, enter))
    await journal.append(entries)
    return results
  }

  return {
    book,
    settled: journal.settled,
    close: journal.close,
    charge: (requests: ChargeRequest[]) => each(requests, (request, enter) => charge(book, request, enter, decide)),
    refund: (requests: RefundRequest[]) => each(requests, (request, enter) => refund(book, request, enter)),
  }
}

type Enter = (entry: Entry) => void

/** A key is charged once. Asked again with the same body, the bank tells what it did; with another, that this is a mistake. */
function charge(book: Book, request: ChargeRequest, enter: Enter, decide: (card: string) => Outcome): Charged {
  const known = book.charges.get(request.key)
  if (known) {
    enter({ askedCharge: request.key })
    return isSameCharge(known, request)
      ? { charge: known, first: false }
      : refused(request.key, 'idempotency_key_reused')
  }
  const charge = charged(request, `ch_${randomUUID()}`, Date.now(), decide(request.card))
  enter({ charge })
  return { charge, first: true }
}

/** A key is refunded once. What was refused is not remembered: the key may be tried again. */
function refund(book: Book, request: RefundRequest, enter: Enter): Refund | Refused<Refusal> {
  const known = book.refunds.get(request.key)
  if (known) {
    enter({ askedRefund: request.key })
    return isSameRefund(known, request) ? known : refused(request.key, 'idempotency_key_reused')
  }
  const reason = refusal(request, book.charges.get(request.chargeKey), book.refundedMinor(request.chargeKey))
  if (reason) return refused(request.key, reason)
  const refund = refunded(request, `re_${randomUUID()}`, Date.now())
  enter({ refund })
  return refund
}

const refused = <Code extends string>(key: string, code: Code) => ({ key, status: 'error', code }) as const
