import type { Posted } from './correspondence.ts'
import { textOf } from './texts.ts'

/** Who writes, and where links lead. */
export interface Sender {
  readonly from: string
  readonly shopUrl: string
}

/** A letter as the mail server gets it. */
export interface Mail {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
}

/** Writes a letter. The page it links to waits for the event, so it is never older than the letter. */
export function write({ orderId, eventId, recipient, news }: Posted, { from, shopUrl }: Sender): Mail {
  const { subject, body } = textOf(news, orderId.slice(0, 8))
  const name = onOneLine(recipient.name)
  const link = `${shopUrl.replace(/\/$/, '')}/orders/${orderId}?after=${eventId}`
  return {
    from: { name: 'Saga Shop', address: from },
    to: { name, address: recipient.email },
    subject: onOneLine(subject),
    text: `Dear ${name},\n\n${onOneLine(body)}\n\nSee your order: ${link}\n\nYour Saga Shop\n`,
    messageId: messageIdOf(eventId, from),
    headers: { 'X-Order-Id': orderId, 'X-Event-Id': eventId, 'Auto-Submitted': 'auto-generated' },
  }
}

/** What comes from others stays on its line: nobody's name writes a paragraph, or a link of its own, into our letter. */
const onOneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

/** A mail server that gets the same letter twice can tell. */
const messageIdOf = (eventId: string, from: string) => `<${eventId}@${from.slice(from.lastIndexOf('@') + 1)}>`
