import type { Detour } from './detours.ts'
import type { PortName, ProcessName, ServiceName, SpareName } from './names.ts'
import type { SiteOptions } from './site.ts'

/** What to start, and how. */
export interface StackOptions extends SiteOptions {
  /** The services to start: all of them. */
  readonly services?: readonly ServiceName[]
  /** Whether the shop window is part of it: the pages, and the API gateway in front of all services. */
  readonly storefront?: boolean
  /** How many instances of a service: one. */
  readonly instances?: Partial<Record<ServiceName, number>>
  /** Processes that may be started later: `stack.process('relay-2').start()`. */
  readonly spares?: readonly SpareName[]
  /** Puts something between two processes, such as a proxy that misbehaves. */
  readonly detour?: Detour
  /** Folders for the data of single servers, empty and ready, such as small file systems. */
  readonly disks?: Partial<Record<ProcessName, string>>
  /** Further settings of single processes; a service's count for each of its instances. */
  readonly env?: Partial<Record<ProcessName, Record<string, string>>>
  /** Room for Kafka and Postgres; durability stays honest. */
  readonly bench?: boolean
  /** Ports that must be these. The default stack's others are the usual ones where free; the rest is any. */
  readonly ports?: Partial<Record<PortName, number>>
}
