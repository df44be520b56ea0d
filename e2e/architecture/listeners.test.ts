import { listensTo, type Service } from '@saga-shop/contracts'
import { expect, test } from 'vitest'

test.each(Object.keys(listensTo) as Service[])(
  '%s reacts to what contracts say it listens to, and to nothing else',
  async (service) => {
    const { reactions } = await import(`../../services/${service}/src/reactions.ts`)
    const heard = reactions.flatMap((reaction: { event?: { type: string } }) => reaction.event?.type ?? [])
    expect(heard.toSorted()).toEqual(listensTo[service].map(({ type }) => type).toSorted())
  },
  30_000, // the first of them loads the runtime
)
