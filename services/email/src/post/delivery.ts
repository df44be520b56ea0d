import type { Delivery } from './post.ts'

// When to try again, in milliseconds: a mail server that is out of reach, a mailbox that is busy.
const soon = 1_000
const patiently = 5_000

/** What a failed attempt means. `begun`: the server had begun to take the letter's text. */
export function deliveryAfter(error: unknown, begun: boolean): Delivery {
  const { answer } = fault(error)
  if (answer !== undefined && answer >= 500) return { status: 'refused', code: answer }
  if (answer !== undefined) return { status: 'later', inMilliseconds: patiently }
  return begun ? { status: 'unknown' } : { status: 'later', inMilliseconds: soon }
}

/** Whether the server, not the letter, is at fault: it is out of reach, silent, or breaks off. */
export const isServerTrouble = (error: unknown) => fault(error).answer === undefined

// What nodemailer calls an answer about this letter: to its envelope (MAIL FROM, RCPT TO, DATA) or to its text.
const aboutLetter = new Set(['EENVELOPE', 'EMESSAGE'])

// What the server would answer to an address that is not even put to it.
const notAnAddress = 553

/** Refused before anybody is asked: this is no address, or more than one. */
export const noSuchAddress: Delivery = { status: 'refused', code: notAnAddress }

/** Whether it is one plain address, with nothing in it that has a meaning of its own in an envelope or a header. */
export const isOneAddress = (text: string) =>
  text.length <= 254 && /^[^\p{Cc}\p{Cf}\s,;:<>()[\]"\\@]+@[^\p{Cc}\p{Cf}\s,;:<>()[\]"\\@]+$/u.test(text)

function fault(error: unknown): { readonly answer?: number } {
  if (!(error instanceof Error) || !('code' in error) || !aboutLetter.has(String(error.code))) return {}
  return { answer: 'responseCode' in error ? Number(error.responseCode) : notAnAddress }
}
