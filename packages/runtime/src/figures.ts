import { Gauge, type Registry } from 'prom-client'
import type { Database } from './database.ts'
import type { Asking } from './sql.ts'

/** What a gauge says of each set of labels. */
export type Samples = readonly (readonly [labels: Record<string, string>, value: number])[]

/** A figure that a service tells of what stands in its tables, for whoever is on call. */
export interface Figure<Row> {
  readonly name: string
  readonly help: string
  readonly labelNames: readonly string[]
  samples(rows: readonly Row[]): Samples
}

interface Definition<Row> {
  /** What one statement answers: not for each event, but when somebody asks. */
  read(database: Asking): Promise<readonly Row[]>
  readonly figures: readonly Figure<Row>[]
}

/** Figures of a service, ready to be told under their names. */
export interface Figures {
  tell(registry: Registry, database: Database): void
}

/** Defines what a service tells of its tables. */
export const figures = <Row>(definition: Definition<Row>): Figures => ({
  tell: (registry, database) => tell(registry, database, definition),
})

// Who asks more often is told the same again; and reading takes a fiftieth of the time at the most, however much there is to read.
const leastAge = 2_000
const restForReading = 50

/** What cannot be read is not said at all. */
function tell<Row>(registry: Registry, database: Database, { figures, read }: Definition<Row>) {
  const rows = rarely(() => read(database))
  for (const { name, help, labelNames, samples } of figures)
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        const found = await rows().catch(() => undefined)
        this.reset()
        for (const [labels, value] of found ? samples(found) : []) this.set(labels, value)
      },
    })
}

/** Asks again when the last answer is old enough, for what asking took. */
function rarely<Answer>(ask: () => Promise<Answer>) {
  let answer: Promise<Answer> | undefined
  let next = 0
  return () => {
    if (answer && performance.now() < next) return answer
    const began = performance.now()
    next = Number.POSITIVE_INFINITY
    answer = ask().finally(() => {
      const ended = performance.now()
      next = ended + Math.max(leastAge, restForReading * (ended - began))
    })
    return answer
  }
}
