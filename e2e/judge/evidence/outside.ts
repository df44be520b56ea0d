import type { Charge, Mail, Parcel, Refund } from './evidence.ts'
import { jsonLists } from './json-lists.ts'

/** What the bank did, whoever asked. */
export async function readBank(url: string) {
  const charges: Charge[] = []
  const refunds: Refund[] = []
  for await (const { list, item } of jsonLists(`${url}/ledger`)) {
    if (list === 'charges') charges.push(chargeIn(item as Charge))
    else refunds.push(refundIn(item as Refund))
  }
  return { charges, refunds }
}

/** What the carrier carried. */
export async function readCarrier(url: string) {
  const parcels: Parcel[] = []
  for await (const { item } of jsonLists(`${url}/ledger`)) parcels.push(item as Parcel)
  return parcels
}

/** What lies in the mailboxes, without the letters' text. */
export async function readMailbox(url: string) {
  const mailbox: Mail[] = []
  for await (const { item } of jsonLists(`${url}/letters`)) mailbox.push(mailIn(item as Mail))
  return mailbox
}

const chargeIn = ({ key, orderId, amount, status }: Charge): Charge => ({ key, orderId, amount, status })
const refundIn = ({ key, chargeKey, amount }: Refund): Refund => ({ key, chargeKey, amount })
const mailIn = ({ to, messageId, orderId, eventId }: Mail): Mail => ({
  to,
  messageId,
  ...(orderId && { orderId }),
  ...(eventId && { eventId }),
})
