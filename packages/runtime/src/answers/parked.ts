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

/** What became of an event when it was heard at last. */
export const LedTo = Type.Object(
  {
    announced: Type.Array(Type.Object({ id: Type.String(), type: Type.String() })),
    owes: Type.Array(Type.String(), { description: 'Outside calls that followed' }),
    before: Type.Unknown({ description: 'What it was held against, as it stood then; null: there was nothing' }),
    after: Type.Unknown({ description: 'The same afterwards' }),
  },
  { title: 'LedTo' },
)
export type LedTo = Static<typeof LedTo>

/** As much as bytes say, field by field, before they stop making sense. */
export const Legible = Type.Object(
  {
    as: Type.String({ description: 'The event that they are read as' }),
    fields: Type.Record(Type.String(), Type.Unknown()),
    stopsAt: Type.Integer({
      description: 'The first byte that makes no sense; all do if it is the last one’s successor',
    }),
    stopsIn: Nullable(Type.String({ description: 'The field that begins there' })),
  },
  { title: 'Legible' },
)
export type Legible = Static<typeof Legible>

/** Something that was parked, and that a person saw to. */
export const SeenTo = Type.Object(
  {
    id: Type.String(),
    order: Type.String(),
    name: Nullable(Type.String({ description: 'The topic of an event; null: an outside call' })),
    action: Type.String({ description: '`redriven` or `discarded`' }),
    by: Type.String(),
    reason: Nullable(Type.String()),
    at: Time,
  },
  { title: 'SeenTo' },
)
export type SeenTo = Static<typeof SeenTo>

/** What it says, why it is parked, what was done about it, and what became of that. */
export const ParkedStory = Type.Object({
  item: Type.Optional(ParkedItem),
  headers: Type.Optional(Type.Unknown()),
  bytes: Type.Optional(Type.String({ description: 'The value as it came, in base64' })),
  body: Type.Optional(Type.Unknown({ description: 'What it says, if it says anything' })),
  unreadable: Type.Optional(Type.String()),
  legible: Type.Optional(Legible),
  stands: Type.Optional(Type.Unknown({ description: 'What it will be held against, as it stands now; null: nothing' })),
  outcome: Type.Optional(Type.Unknown()),
  history: Type.Array(
    Type.Object({
      action: Type.String(),
      by: Type.String(),
      reason: Nullable(Type.String()),
      at: Time,
      ledTo: Type.Optional(LedTo),
    }),
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
