import type { Charge } from './charge.ts'
import type { Refund } from './refund.ts'

/** One line of the bank's journal: what was done, or that a known key was asked again. */
export type Entry = { charge: Charge } | { refund: Refund } | { askedCharge: string } | { askedRefund: string }

/** What is kept under a key, and how many requests named it. */
export type Kept<Thing> = Thing & { requests: number }

/** Everything the bank knows. It is what its journal says, and nothing else. */
export class Book {
  readonly charges = new Map<string, Kept<Charge>>()
  readonly refunds = new Map<string, Kept<Refund>>()
  readonly #refundedMinor = new Map<string, number>()

  /** How much of this charge went back already, in minor units. */
  refundedMinor = (chargeKey: string) => this.#refundedMinor.get(chargeKey) ?? 0

  write = (entry: Entry) => {
    if ('charge' in entry) this.charges.set(entry.charge.key, { ...entry.charge, requests: 1 })
    else if ('refund' in entry) this.#writeRefund(entry.refund)
    else if ('askedCharge' in entry) count(this.charges.get(entry.askedCharge))
    else count(this.refunds.get(entry.askedRefund))
  }

  #writeRefund(refund: Refund) {
    this.refunds.set(refund.key, { ...refund, requests: 1 })
    this.#refundedMinor.set(refund.chargeKey, this.refundedMinor(refund.chargeKey) + refund.amount.minor)
  }
}

const count = (kept: Kept<unknown> | undefined) => {
  if (kept) kept.requests += 1
}
