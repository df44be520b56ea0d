import { type EventKind, events } from '@saga-shop/contracts'

/** The numbers under which the registry of a stack knows the events' schemas. */
export async function schemaIdsIn(registryUrl: string): Promise<ReadonlyMap<EventKind<unknown>, number>> {
  const known = await Promise.all(
    events.map(async (kind) => {
      const answer = await fetch(`${registryUrl}/subjects/${kind.subject}/versions/latest`)
      const { id } = (await answer.json()) as { readonly id: number }
      return [kind, id] as const
    }),
  )
  return new Map(known)
}
