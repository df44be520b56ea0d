import type { Bench } from './bench.ts'
import { startRelay } from './relay-process.ts'
import { drained, insertRows } from './rows.ts'

const warmUpRows = 50_000

/** Lets the broker's compiler see the work once; returns how many rows it took. */
export async function warmUp(bench: Bench): Promise<number> {
  await fill(bench, 0, warmUpRows)
  const relay = await startRelay(bench)
  await drained(bench.admin)
  await relay.stop()
  return warmUpRows
}

/** Drains a backlog: from the moment a fresh relay is ready until Postgres knows that Kafka has the last row. */
export async function drain(bench: Bench, from: number, rows: number) {
  await fill(bench, from, from + rows)
  const relay = await startRelay(bench)
  const begin = performance.now()
  await drained(bench.admin)
  const seconds = (performance.now() - begin) / 1_000
  const result = {
    eventsPerSecond: Math.round(rows / seconds),
    cpuSecondsPerMillion: round(((await relay.cpuSeconds()) / rows) * 1e6),
    peakMemoryMb: Math.round(relay.peakMemory()),
  }
  await relay.stop()
  console.error(`drained ${rows} rows in ${seconds.toFixed(2)} s`)
  return result
}

/** What fills the outbox is not measured: it need not wait for the disk. */
async function fill({ owner }: Bench, from: number, to: number): Promise<void> {
  console.error(`announcing ${to - from} rows`)
  await owner.query('set synchronous_commit = off')
  await insertRows(owner, from, to)
  await owner.query('reset synchronous_commit')
}

const round = (value: number) => Math.round(value * 100) / 100
