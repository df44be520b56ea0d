/** A field of something, before and after. */
export interface Change {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** The fields that are not what they were. What was not there is empty. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const [one, other] = [fieldsOf(before), fieldsOf(after)]
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((field) => ({ field, before: one.get(field) ?? '', after: other.get(field) ?? '' }))
    .filter(({ before: was, after: is }) => was !== is)
}

const fieldsOf = (value: unknown) =>
  new Map(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([field, said]) => [
      field,
      typeof said === 'string' ? said : JSON.stringify(said),
    ]),
  )
