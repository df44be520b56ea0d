import { type Static, Type } from 'typebox'
import { Nullable, Time } from './words.ts'

/** Something that waits for a person, as every service answers it. */
export const ParkedItem = Type.Object(
  {
    id: Type.String({ description: 'A number for an event, a UUID for an outside call' }),
    kind: Type.Union([Type.Literal('event'), Type.Literal('call')]),
    order: Type.String(),
    name: Type.String({ description: 'The topic of an event, or what is to be done outside' }),
    partition: Nullable(Type.Integer()),
    offset: Nullable(Type.Integer()),
    reason: Nullable(Type.String(), { description: 'null: it waits behind an earlier one of its order' }),
    attempts: Type.Integer(),
    parkedAt: Time,
  },
  { title: 'Parked' },
)
export type ParkedItem = Static<typeof ParkedItem>

/** What it says, why it is parked, what was done about it. */
export const ParkedStory = Type.Object({
  item: Type.Optional(ParkedItem),
  headers: Type.Optional(Type.Unknown()),
  bytes: Type.Optional(Type.String({ description: 'The value as it came, in base64' })),
  body: Type.Optional(Type.Unknown({ description: 'What it says, if it says anything' })),
  unreadable: Type.Optional(Type.String()),
  outcome: Type.Optional(Type.Unknown()),
  history: Type.Array(
    Type.Object({ action: Type.String(), by: Type.String(), reason: Nullable(Type.String()), at: Time }),
  ),
})
export type ParkedStory = Static<typeof ParkedStory>

/** What came of hearing an order's events again. */
export const Redriven = Type.Object({
  heard: Type.Integer({ description: 'Events that were heard at last' }),
  calls: Type.Optional(Type.Integer({ description: 'Outside calls that were taken up again' })),
  failed: Type.Optional(Type.Object({ id: Type.String(), reason: Type.String() })),
})
export type Redriven = Static<typeof Redriven>
