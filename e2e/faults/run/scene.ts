import type { Stack } from '@saga-shop/local'
import type { Kafka } from 'kafkajs'
import type { Disk } from '../disks/disk.ts'
import type { FaultProxy } from '../proxy/proxy.ts'
import type { Orders } from './orders.ts'

/** What faults have to do with: a running shop, and the ways between its processes. */
export interface Scene {
  readonly stack: Stack
  /** The proxies, by path: `order → kafka`. */
  readonly paths: ReadonlyMap<string, FaultProxy>
  /** The small file systems of those servers that have one. */
  readonly disks: ReadonlyMap<string, Disk>
  /** Logged on as the superuser, who may write anywhere. */
  readonly kafka: Kafka
  /** The processes that a fault has ended, or is about to end: nobody else starts them again. */
  readonly held: Set<string>
  /** What customers ordered. */
  readonly orders: Orders
  /** Remembers what a person should know of this run. */
  note(what: string): void
}

/** Ends a process by kill -9, and answers with how it is started again. */
export async function killed({ stack, held }: Scene, name: string): Promise<() => Promise<void>> {
  held.add(name)
  await stack.process(name).kill()
  return async () => {
    if (!stack.process(name).pid) await stack.process(name).start()
    held.delete(name)
  }
}

/** Changes the way between two processes, and answers with how it is cleared. */
export function pathOf({ paths }: Scene, name: string): FaultProxy {
  const proxy = paths.get(name)
  if (!proxy) throw new Error(`there is no proxy at ${name}: ${[...paths.keys()].join(', ')}`)
  return proxy
}
