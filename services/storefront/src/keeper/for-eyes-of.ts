import { events } from '@saga-shop/contracts'
import type { ParkedStory } from '@saga-shop/runtime/answers'
import { holdsPersonalData, withoutPersonalData } from '../live/personal.ts'

type Told = Omit<ParkedStory, 'item'>

/** The story of something parked with personal data blanked out; its bytes only for a keeper, and where they hold none. */
export function forEyesOf(keeper: boolean, { bytes, history, ...told }: Told): Told {
  return {
    ...blank(told, 'body', 'outcome', 'stands'),
    ...(told.legible && { legible: blank(told.legible, 'fields') }),
    history: history.map((action) =>
      action.ledTo ? { ...action, ledTo: blank(action.ledTo, 'before', 'after') } : action,
    ),
    ...(keeper && bytes !== undefined && mayBeShown(told) && { bytes }),
  }
}

const blank = <Of extends object>(of: Of, ...names: readonly (keyof Of & string)[]): Of => ({
  ...of,
  ...Object.fromEntries(names.flatMap((name) => (name in of ? [[name, withoutPersonalData(of[name])]] : []))),
})

/** Bytes that cannot be read may hold whatever such events hold. */
function mayBeShown({ body, legible }: Pick<Told, 'body' | 'legible'>): boolean {
  if (body !== undefined) return !holdsPersonalData(body)
  const kind = events.find(({ type }) => type === legible?.as)
  return (
    kind !== undefined && !holdsPersonalData(Object.fromEntries(kind.schema.fields.map(({ name }) => [name, null])))
  )
}
