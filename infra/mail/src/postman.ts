import { buffer } from 'node:stream/consumers'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { type Letter, lettersIn } from './letter.ts'
import type { Mailbox } from './mailbox.ts'
import { type Manner, mannerOf } from './test-addresses.ts'

export type Outcome = 'kept' | 'kept, but nobody is told'

/** Takes messages to the mailbox, minding the test addresses. Rejects with the SMTP reply when a letter is not taken. */
export function postman(mailbox: Mailbox) {
  const turnedAway = new Set<string>()

  /** A busy mailbox turns every letter away once. */
  function knock(letters: Letter[]) {
    const busy = letters.filter(is('busy')).map(identityOf)
    const first = busy.some((letter) => !turnedAway.has(letter))
    for (const letter of busy) turnedAway.add(letter)
    if (first) throw refusal(451, 'Busy: try again later')
  }

  return async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Outcome> {
    const letters = await read(stream, session)
    knock(letters)
    await mailbox.keep(letters)
    return letters.some(is('hangs up')) ? 'kept, but nobody is told' : 'kept'
  }
}

/** An error that the SMTP server answers with this code. */
export const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

async function read(stream: SMTPServerDataStream, { envelope: { mailFrom, rcptTo } }: SMTPServerSession) {
  const message = await buffer(stream)
  if (stream.sizeExceeded) throw refusal(552, 'The letter is larger than a megabyte')
  const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }
  return lettersIn(message, envelope, Date.now()).catch(() => Promise.reject(refusal(554, 'No readable message')))
}

const is = (manner: Manner) => (letter: Letter) => mannerOf(letter.to) === manner

const identityOf = ({ to, eventId, messageId }: Letter) => `${to} ${eventId ?? messageId}`
