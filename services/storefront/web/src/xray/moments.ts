import type { Trail } from '../../../src/api.ts'

// Only a clear difference is taken off: more than these milliseconds, and than the question may have been under way.
const clear = 50

/** A moment as milliseconds since 1970, with the microseconds that `Date.parse` leaves out. */
export function momentOf(time: string): number {
  const digits = /\.\d{3}(\d+)/.exec(time)?.[1]
  return Date.parse(time) + (digits ? Number(`0.${digits}`) : 0)
}

/** Moments of a service by our clock: what its own is clearly ahead is taken off. */
export function clockOf({ parts }: Pick<Trail, 'parts'>, service: string): (time: string) => number {
  const part = parts[service]
  const { clockAhead, ms } = part && 'answered' in part ? part : { clockAhead: null, ms: 0 }
  const ahead = clockAhead !== null && Math.abs(clockAhead) > clear + ms / 2 ? clockAhead : 0
  return (time) => momentOf(time) - ahead
}
