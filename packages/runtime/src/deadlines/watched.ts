import type { ServiceDefinition } from '../service.ts'
import type { Watched } from './owed-rows.ts'

/** What is owed to a service, and by it. */
export const watchedBy = ({
  name,
  deadlines = [],
  calls = [],
}: Pick<ServiceDefinition, 'name' | 'deadlines' | 'calls'>): Watched => ({
  service: name,
  deadlines,
  calls: calls.flatMap(({ kind, within }) => (within === undefined ? [] : [{ name: kind.name, within }])),
})
