import { becomes, command, type Decision, refuses } from '@saga-shop/runtime'
import { type Correspondence, type Letter, SendLetter } from './correspondence.ts'

/** What a person says of a letter that the post could not settle: that it arrived, or that it shall go out once more. */
export interface Word {
  readonly said: 'sent' | 'send-again'
  readonly by: string
}

/** A person has looked after a letter. */
export const SettleLetter = command<Word & { readonly eventId: string }>('settle-letter')

/** Does as the person says, and keeps who said so. Only letters that wait for a person can be spoken of. */
export function heed(
  known: Correspondence | undefined,
  { eventId, said, by }: Word & { readonly eventId: string },
  now: number,
): Decision<Correspondence> {
  const letter = known?.letters.find((letter) => letter.eventId === eventId)
  if (!known?.recipient || !letter) return refuses('not-found', 'There is no such letter.')
  if (letter.status !== 'unknown' && letter.status !== 'refused')
    return refuses('not-for-a-person', `The letter is ${letter.status}: nobody needs to look after it.`)
  const words = [...(letter.words ?? []), { said, by, at: now }]
  const settled: Letter = { eventId, news: letter.news, status: said === 'sent' ? 'sent' : 'posted', words }
  const heeded = { ...known, letters: known.letters.map((other) => (other === letter ? settled : other)) }
  if (said === 'sent') return becomes(heeded)
  const body = { orderId: known.orderId, eventId, recipient: known.recipient, news: letter.news }
  // A key of its own: the letter's first one is spent.
  return becomes(heeded, SendLetter.of({ key: `${eventId}:${words.length}`, entity: known.orderId, body }))
}
