import { type Static, Type } from 'typebox'
import { Nullable, oneOf, Part, Time } from './parts.ts'

/** Something that can be broken on purpose. */
export const Breakable = Type.Object(
  {
    id: Type.String({ description: 'As `kill-order`' }),
    group: oneOf(['service', 'relay', 'kafka', 'outside', 'events']),
    title: Type.String({ description: 'As “Stop the order service”' }),
    asks: Type.String({ description: '“What do you think will happen?”, in the words of this case' }),
    happens: Type.String({ description: 'What does happen, for afterwards' }),
    undo: Nullable(Type.String({ description: 'The id that makes it well again; null: it passes by itself' })),
    broken: Type.Boolean({ description: 'Whether it is broken now' }),
  },
  { title: 'Breakable' },
)
export type Breakable = Static<typeof Breakable>

/** `GET /api/break`. `POST /api/break/:id` (keepers only) answers with the same; `judge` asks for a verdict, which is there a while later. */
export const Breaking = Type.Object(
  {
    allowed: Type.Boolean(),
    why: Type.Optional(Type.String({ description: 'Why not' })),
    things: Type.Array(Breakable),
    verdict: Part(
      Type.Object({
        at: Time,
        held: Type.Integer(),
        of: Type.Integer(),
        broken: Type.Array(Type.String({ description: 'Promises that do not hold' })),
      }),
    ),
  },
  { title: 'Breaking' },
)
export type Breaking = Static<typeof Breaking>
