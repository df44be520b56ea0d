import { becomes, type Decision, intent, nothing } from '@saga-shop/runtime'
import type { News } from './news.ts'

/** All that is written to a customer about one order. */
export interface Correspondence {
  readonly orderId: string
  /** Unknown until OrderRequested is heard: events of other topics may come before it. */
  readonly recipient: Recipient | null
  readonly letters: readonly Letter[]
}

export interface Recipient {
  readonly name: string
  readonly email: string
}

/** One letter for each event, and never two. */
export interface Letter {
  readonly eventId: string
  readonly news: News
  readonly status: Status
  /** What the mail server said, if it refused the letter. */
  readonly code?: number
  /** What people said who looked after it, oldest first. */
  readonly words?: readonly { readonly said: 'sent' | 'send-again'; readonly by: string; readonly at: number }[]
}

/** waiting for a recipient · posted, its end not known yet · sent · refused for good · unknown: a person must look. */
export type Status = 'waiting' | 'posted' | Ending['status']

/** How it ended with a letter. Mail servers cannot be asked, so what is unknown stays so, and is never sent again. */
export type Ending = { readonly status: 'sent' | 'unknown' } | { readonly status: 'refused'; readonly code: number }

/** What a letter needs on its way. */
export interface Posted {
  readonly orderId: string
  readonly eventId: string
  readonly recipient: Recipient
  readonly news: News
}

/** A letter to be sent; its key is the event that it is about. */
export const SendLetter = intent<Posted, Ending & { readonly eventId: string }>('send-letter')

/** Now it is known who to write to: letters that waited for it go out. */
export function meet(
  known: Correspondence | undefined,
  orderId: string,
  { name, email }: Recipient,
): Decision<Correspondence> {
  if (known?.recipient) return nothing
  const { letters } = known ?? blank(orderId)
  const recipient = { name, email }
  return becomes(
    { orderId, recipient, letters: letters.map((letter) => ({ ...letter, status: 'posted' as const })) },
    ...letters.map(({ eventId, news }) => send({ orderId, eventId, recipient, news })),
  )
}

/** Something happened that the customer wants to know. */
export function tell(
  known: Correspondence | undefined,
  orderId: string,
  eventId: string,
  news: News,
): Decision<Correspondence> {
  const { recipient, letters } = known ?? blank(orderId)
  if (letters.some((letter) => letter.eventId === eventId)) return nothing
  const letter: Letter = { eventId, news, status: recipient ? 'posted' : 'waiting' }
  const told = { orderId, recipient, letters: [...letters, letter] }
  return recipient ? becomes(told, send({ orderId, eventId, recipient, news })) : becomes(told)
}

/** It is known how it ended with a letter. */
export function close(known: Correspondence | undefined, eventId: string, ending: Ending): Decision<Correspondence> {
  if (!known?.letters.some((letter) => letter.eventId === eventId && letter.status === 'posted')) return nothing
  const letters = known.letters.map((letter) => (letter.eventId === eventId ? { ...letter, ...ending } : letter))
  return becomes({ ...known, letters })
}

/** Whether somebody should look after a letter. */
export const needsPerson = ({ letters }: Correspondence) =>
  letters.some(({ status }) => status === 'unknown' || status === 'refused')

const blank = (orderId: string): Correspondence => ({ orderId, recipient: null, letters: [] })

const send = (body: Posted) => SendLetter.of({ key: body.eventId, entity: body.orderId, body })
