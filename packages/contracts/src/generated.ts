import { eventFiles } from './event-files.ts'
import { typescriptOf } from './typescript.ts'

/** A file that is derived, and what it must say. */
export interface Generated {
  readonly file: URL
  text(): Promise<string>
}

/** Everything that is derived from the schemas and from who listens. The pages come last: they read what the first says. */
export const generated: readonly Generated[] = [
  { file: new URL('./events.gen.ts', import.meta.url), text: async () => typescriptOf(eventFiles()) },
  {
    file: new URL('../../../docs/events.md', import.meta.url),
    text: async () => (await import('./events-page.ts')).eventsPage(),
  },
  {
    file: new URL('../../../docs/permissions.md', import.meta.url),
    text: async () => (await import('./permissions-page.ts')).permissionsPage(),
  },
]
