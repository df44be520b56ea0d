import type { Trail } from '../../../src/api.ts'

// Clocks of one machine differ by less than a question takes: only a clear difference is taken off.
const clear = 50

/** A moment as milliseconds since 1970, with the microseconds that `Date.parse` leaves out. */
export function momentOf(time: string): number {
  const digits = /\.\d{3}(\d+)/.exec(time)?.[1]
  return Date.parse(time) + (digits ? Number(`0.${digits}`) : 0)
}

/** Moments of a service by our clock: what its own is clearly ahead is taken off. */
export function clockOf({ parts }: Pick<Trail, 'parts'>, service: string): (time: string) => number {
  const part = parts[service]
  const ahead =
    part && 'answered' in part && part.clockAhead !== null && Math.abs(part.clockAhead) > clear ? part.clockAhead : 0
  return (time) => momentOf(time) - ahead
}
