import { Problem, type StackView } from '@saga-shop/local'
import { ask } from '../shop/index.ts'

/** A letter that waits for a person. */
export interface WaitingLetter {
  readonly orderId: string
  readonly eventId: string
  readonly about: string
  readonly status: string
  readonly code?: number
}

type Shop = Pick<StackView, 'urls'>

/** The letters that wait for a person: those of unknown outcome first. */
export async function lettersThatWait({ urls }: Shop): Promise<WaitingLetter[]> {
  const answers = await Promise.all(
    ['unknown', 'refused'].map((status) => ask<WaitingLetter[]>(`${urls['email']}/letters?status=${status}`)),
  )
  return answers.flatMap(({ body }) => body)
}

/** Says what became of a letter. Answers what the email service makes of it; rejects when it is not to be spoken of. */
export async function tell(shop: Shop, eventId: string, said: 'sent' | 'send-again', by: string): Promise<string> {
  const letter = (await lettersThatWait(shop)).find((letter) => letter.eventId === eventId)
  if (!letter) throw new Problem(`No letter about event ${eventId} waits for a person.`)
  const url = `${shop.urls['email']}/letters/${letter.orderId}/${eventId}/word`
  const { status, body } = await ask<{ status: string; detail?: string }>(url, { method: 'POST', body: { said, by } })
  if (status !== 202) throw new Problem(body.detail ?? `The email service answers ${status}.`)
  return body.status
}
