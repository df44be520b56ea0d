/** A figure of Prometheus' text format. */
export interface Figure {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/
const label = /(\w+)="((?:[^"\\]|\\.)*)"/g

/** Reads the figures of these names. */
export function figuresIn(text: string, names: ReadonlySet<string>): Figure[] {
  return text.split('\n').flatMap((row) => {
    const [, name = '', labels = '', value] = line.exec(row) ?? []
    if (!names.has(name)) return []
    const pairs = [...labels.matchAll(label)].map(([, key = '', said = '']) => [key, said])
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }]
  })
}

/** The sum of a figure over all its labels; null when it is not there. */
export function sumOf(figures: readonly Figure[], name: string): number | null {
  const found = figures.filter((figure) => figure.name === name && Number.isFinite(figure.value))
  return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0)
}
