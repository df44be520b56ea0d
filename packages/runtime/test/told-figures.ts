import { Registry } from 'prom-client'
import type { Database } from '../src/database.ts'
import type { Figures } from '../src/figures.ts'

/** What a service tells of its tables, line by line, as Prometheus would read it. */
export async function toldFigures(figures: Figures, database: Database): Promise<string[]> {
  const registry = new Registry()
  figures.tell(registry, database)
  return (await registry.metrics()).split('\n').filter((line) => /^saga_/.test(line))
}
