import { eventFiles } from './event-files.ts'
import { typescriptOf } from './typescript.ts'

/** A file that is derived, and what it must say. */
export interface Generated {
  readonly file: URL
  readonly text: string
}

/** Everything that is derived from the schemas and from who listens. */
export async function generated(): Promise<Generated[]> {
  return [{ file: new URL('./events.gen.ts', import.meta.url), text: typescriptOf(eventFiles()) }]
}
