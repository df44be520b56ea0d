import { type Static, Type } from 'typebox'
import { Time } from './parts.ts'

/** Who somebody is. A customer sees their own orders; the keeper sees everything, and may redrive, discard and break. */
export const Role = Type.Union([Type.Literal('customer'), Type.Literal('keeper')])
export type Role = Static<typeof Role>

/** A demo account: there is no password, it stands for whatever a shop has. `GET /api/accounts` lists them. */
export const Account = Type.Object(
  {
    name: Type.String({ description: 'What `POST /api/login` wants to hear' }),
    role: Role,
    customerId: Type.String(),
    recipient: Type.Object({
      name: Type.String(),
      email: Type.String(),
      street: Type.String(),
      postcode: Type.String(),
      city: Type.String(),
      country: Type.String(),
    }),
  },
  { title: 'Account' },
)
export type Account = Static<typeof Account>

/** Body of `POST /api/login`. The answer is `Me`, and a cookie that scripts cannot read. */
export const Login = Type.Object(
  { customer: Type.String({ minLength: 1, maxLength: 50, pattern: '^[a-z0-9-]+$', description: 'As `ada`' }) },
  { additionalProperties: false, title: 'Login' },
)
export type Login = Static<typeof Login>

/** `GET /api/me`: `null` when nobody is logged in. `POST /api/logout` answers 204. */
export const Me = Type.Object(
  {
    account: Type.Union([Account, Type.Null()]),
    until: Type.Optional({ ...Time, description: 'When this login ends by itself' }),
    mayWatch: Type.Boolean({
      description: 'Whether all events of all orders are shown: live map, trails, owed, parked',
    }),
    mayBreak: Type.Boolean({ description: 'Whether this stack lets its keeper break things, and the caller is one' }),
  },
  { title: 'Me' },
)
export type Me = Static<typeof Me>
