import PostalMime, { type Header } from 'postal-mime'

/** A letter as it lies in one mailbox: a message to two people is two letters. Times are epoch milliseconds. */
export interface Letter {
  readonly to: string
  readonly from: string
  readonly messageId: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** By name in lower case: `x-order-id`. */
  readonly headers: Readonly<Record<string, string>>
  readonly orderId?: string
  readonly eventId?: string
  readonly receivedAt: number
}

/** Who a message was handed in for, whatever its own lines say. */
export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
}

/** Reads a message as it came over the wire. */
export async function lettersIn(message: Uint8Array, { from, to }: Envelope, receivedAt: number): Promise<Letter[]> {
  const { headers, messageId = '', subject = '', text = '', html } = await PostalMime.parse(message)
  const letter = {
    from,
    messageId,
    subject,
    text,
    ...(html && { html }),
    ...ours(headers),
    headers: byName(headers),
    receivedAt,
  }
  return to.map((address) => ({ to: address, ...letter }))
}

/** The headers by which the shop marks what a letter is about. */
function ours(headers: Header[]) {
  const value = (key: string) => headers.find((header) => header.key === key)?.value
  const [orderId, eventId] = [value('x-order-id'), value('x-event-id')]
  return { ...(orderId && { orderId }), ...(eventId && { eventId }) }
}

const byName = (headers: Header[]) =>
  Object.fromEntries(
    [...Map.groupBy(headers, ({ key }) => key)].map(([key, same]) => [key, same.map(({ value }) => value).join(', ')]),
  )
