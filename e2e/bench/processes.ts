import { readdirSync, readFileSync } from 'node:fs'
import type { Stack } from '@saga-shop/local'

/** CPU seconds since its start and memory in megabytes, of a process with all its children. */
export interface Figures {
  readonly cpuSeconds: number
  readonly memoryMb: number
  /** The same without what processes share to talk to each other: Postgres' buffers, a cache whose size is set. */
  readonly ownMb: number
}

const ticksPerSecond = 100 // Linux answers in these, whatever the kernel's own clock

/** Reads /proc for every process of the stack and for this one. Memory counts shared pages once (PSS). */
export function readProcesses(stack: Stack): Map<string, Figures> {
  const children = childrenByParent()
  const named = new Map<string, number>(stack.processes().map(({ name, pid }) => [name, pid ?? 0]))
  named.set('bench', process.pid)
  const own = new Set(named.values())
  return new Map([...named].map(([name, pid]) => [name, sum(tree(pid, children, own))]))
}

/** A process and its descendants, but not those that are named themselves. */
const tree = (pid: number, children: ReadonlyMap<number, number[]>, named: ReadonlySet<number>): number[] => [
  pid,
  ...(children.get(pid) ?? []).filter((child) => !named.has(child)).flatMap((child) => tree(child, children, named)),
]

function sum(pids: readonly number[]): Figures {
  const memory = pids.map(memoryOf)
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  return {
    cpuSeconds: total(pids.map(cpuOf)),
    memoryMb: total(memory.map(({ all }) => all)),
    ownMb: total(memory.map(({ all, shared }) => all - shared)),
  }
}

function childrenByParent() {
  const children = new Map<number, number[]>()
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    const parent = Number(fieldsOf(pid)[1])
    if (pid > 0) children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  return children
}

/** The fields of /proc/<pid>/stat from `state` on; the name before them may hold anything. */
const fieldsOf = (pid: number) => read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []

/** Its own, and that of its children who have ended, such as Postgres' vacuum workers. */
const cpuOf = (pid: number) =>
  fieldsOf(pid)
    .slice(11, 15)
    .reduce((ticks, field) => ticks + Number(field), 0) / ticksPerSecond

/** In megabytes. The kernel adds it up page by page: asking all processes once takes a tenth of a second of CPU. */
function memoryOf(pid: number) {
  const lines = read(`/proc/${pid}/smaps_rollup`)
  const megabytes = (line: RegExp) => Number(line.exec(lines)?.[1] ?? 0) / 1024
  return { all: megabytes(/^Pss:\s+(\d+) kB/m), shared: megabytes(/^Pss_Shmem:\s+(\d+) kB/m) }
}

/** A process that has just ended has nothing to read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
