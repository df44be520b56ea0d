import { Type } from 'typebox'
import { uuidPattern } from '../uuid.ts'

/** The id of an order, a customer or an event. */
export const Uuid = Type.String({ pattern: uuidPattern, description: 'A UUID in lower case' })

/** `?after=<token>`: an answer that is not older than the event that the token names, or says `saga-stale: true`. */
export const After = Type.Object({
  after: Type.Optional({ ...Uuid, description: 'A token: wait until this event was heard or announced here' }),
})
