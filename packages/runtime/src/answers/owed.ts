import { type Static, Type } from 'typebox'
import { Nullable, Time } from './words.ts'

/** Something that somebody owes an order, as every service answers it. */
export const OwedItem = Type.Object(
  {
    deadline: Type.String(),
    orderId: Type.String(),
    by: Type.String({ description: 'Who owes it' }),
    owes: Type.String({ description: 'What' }),
    since: Time,
    dueAt: Time,
    overdueSeconds: Nullable(Type.Number(), { description: 'null while there is time' }),
    waitsFor: Type.Array(Type.Object({ call: Type.String(), attempts: Type.Integer(), since: Time }), {
      description: 'Outside calls of this order that have no outcome yet',
    }),
  },
  { title: 'Owed' },
)
export type OwedItem = Static<typeof OwedItem>
