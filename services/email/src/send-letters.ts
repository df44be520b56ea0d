import type { Calls, DueIntent, Report } from '@saga-shop/runtime'
import { type Ending, type Posted, SendLetter } from './correspondence.ts'
import { type Sender, write } from './letter.ts'
import type { Post } from './post/post.ts'

type Reported = Ending & { readonly eventId: string }

/** Sends letters, several at once. One that was tried before may have gone out: it is for a person, not for the post. */
export function sendLetters(post: Post, sender: Sender, timeoutMilliseconds: number): Calls<Posted, Reported> {
  async function send(letter: DueIntent<Posted>, report: Report<Reported>) {
    const { eventId } = letter.body
    if (letter.attempt > 1) return report.answered(letter, { eventId, status: 'unknown' })
    const delivery = await post.deliver(write(letter.body, sender))
    if (delivery.status === 'later') report.later(letter, delivery.inMilliseconds)
    else report.answered(letter, { eventId, ...delivery })
  }

  return {
    kind: SendLetter,
    lease: 3 * timeoutMilliseconds,
    atOnce: 4,
    together: 25,
    make: async (letters, report) => {
      const ended = await Promise.allSettled(letters.map((letter) => send(letter, report)))
      for (const end of ended) if (end.status === 'rejected') throw end.reason
    },
  }
}
