export type { EventKind, Fact, KeyField } from './event.ts'
export * from './events.gen.ts'
