import { heardBy } from '@saga-shop/contracts'
import type { Decision, Heard, Intent } from '@saga-shop/runtime'
import { followDeadlines } from '@saga-shop/runtime/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Correspondence, SendLetter } from './correspondence.ts'
import { deadlines } from './deadlines.ts'
import { everything, now, orderId, requested } from './email.fixtures.ts'
import { reactions } from './reactions.ts'

test('the email service listens to what the contracts say, and to nothing else', () => {
  const heard = reactions.flatMap(({ event }) => (event ? [event.topic] : []))
  expect(heard.sort()).toEqual(
    heardBy('email')
      .map(({ topic }) => topic)
      .sort(),
  )
})

const events: Heard[] = [requested(), ...everything()].map(({ kind, key, data }, index) => ({
  id: `event ${index}`,
  name: kind.topic,
  key,
  data,
  correlationId: key,
  now,
}))
const news = events.slice(1)

const endings = ['sent', 'unknown', 'refused'] as const
const answered = (letter: Intent, status: (typeof endings)[number]): Heard => ({
  id: `${letter.key} answered`,
  name: SendLetter.answered.name,
  key: letter.entity,
  data: { eventId: letter.key, status },
  correlationId: orderId,
  now,
})

function decide(known: Correspondence | undefined, heard: Heard): Decision<Correspondence> {
  const reaction = reactions.find(({ hears }) => hears === heard.name)
  if (!reaction) throw new Error(`nobody hears ${heard.name}`)
  return reaction.decide(known, heard, undefined) as Decision<Correspondence>
}

test('in whatever order and however often events and outcomes come, each event leads to exactly one letter', () => {
  const story = fc.record({
    heard: fc
      .tuple(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...events), { maxLength: 10 }),
      )
      .map((parts) => parts.flat()),
    ends: fc.array(fc.constantFrom(...endings), { minLength: news.length, maxLength: news.length }),
    at: fc.array(fc.nat(20), { minLength: news.length, maxLength: news.length }),
  })
  fc.assert(
    fc.property(story, ({ heard, ends, at }) => {
      const posted: Intent[] = []
      const late: { at: number; heard: Heard }[] = []
      let known: Correspondence | undefined
      const owed = followDeadlines(deadlines({ LETTER_WITHIN_MS: 1 }))
      const hear = (cause: Heard) => {
        const decision = decide(known, cause)
        known = decision.becomes ?? known
        owed.decided(cause, decision)
        const waits = known?.letters.some(({ status }) => status === 'waiting')
        expect(owed.running()).toEqual(waits ? ['recipient'] : [])
        for (const letter of decision.intends) {
          late.push({ at: at[posted.length] ?? 0, heard: answered(letter, ends[posted.length] ?? 'sent') })
          posted.push(letter)
        }
      }
      heard.forEach((cause, step) => {
        hear(cause)
        for (const due of late.filter((waiting) => waiting.at === step)) hear(due.heard)
      })
      for (const due of late) hear(due.heard)
      expect(posted.map(({ key }) => key).sort()).toEqual(news.map(({ id }) => id).sort())
      expect(known?.letters.map(({ eventId, status }) => [eventId, status]).sort()).toEqual(
        posted.map(({ key }, index) => [key, ends[index]]).sort(),
      )
    }),
  )
})
