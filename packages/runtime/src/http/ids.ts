import { Type } from 'typebox'

/** A UUID as we write it, in lower case: the same id is always the same text. */
export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  description: 'A UUID in lower case',
})

/** `?after=<token>`: an answer that is not older than the event that the token names, or says `saga-stale: true`. */
export const After = Type.Object({
  after: Type.Optional({ ...Uuid, description: 'A token: wait until this event was heard or announced here' }),
})
