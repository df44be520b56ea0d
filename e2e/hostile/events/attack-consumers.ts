import { setTimeout as sleep } from 'node:timers/promises'
import { type EventKind, heardBy } from '@saga-shop/contracts'
import { type ServiceName, type StackView, serviceNames } from '@saga-shop/local'
import { type Account, accountOf } from './accounts.ts'
import { hostileRecords, shares } from './payloads.ts'
import { schemaIdsIn } from './schema-ids.ts'
import { openWriter, type Writer } from './write.ts'

export interface Consumed {
  readonly records: number
  readonly heard: number
  readonly parked: number
  /** Neither heard nor parked: lost. */
  readonly lost: number
  readonly perSecond: number
}

export interface Options {
  /** For each consumer. */
  readonly payloads: number
  readonly seed: number
  /** How long the consumers may take, in seconds. */
  readonly patience: number
  readonly tell: (line: string) => void
}

/** Writes broken records to every topic, and resolves with what became of them when every consumer is through. */
export async function attackConsumers(stack: StackView, options: Options): Promise<Record<string, Consumed>> {
  const writer = await openWriter(stack)
  const began = performance.now()
  try {
    const written = await writeAll(stack, writer, options)
    const consumed: Record<string, Consumed> = {}
    for (const service of serviceNames) {
      const result = await through(stack, service, { writer, written, began, ...options })
      consumed[service] = result
      options.tell(`${service}: ${JSON.stringify(result)}`)
    }
    return consumed
  } finally {
    await writer.close()
  }
}

/** Ids of the records by topic; one without an id stands as an empty text. */
type Written = ReadonlyMap<EventKind<unknown>, readonly string[]>

async function writeAll(stack: StackView, writer: Writer, { payloads, seed, tell }: Options): Promise<Written> {
  const ids = await schemaIdsIn(stack.registryUrl)
  const written = new Map<EventKind<unknown>, string[]>()
  for (const [kind, count] of shares(payloads)) {
    const sent: string[] = []
    for (const records of hostileRecords(kind, ids.get(kind) ?? 0, { count, seed: seed + written.size * 1_000_003 })) {
      await writer.write(kind.topic, records)
      sent.push(...records.map(({ headers }) => headers['ce_id'] ?? ''))
    }
    written.set(kind, sent)
    tell(`${kind.topic}: ${count} records`)
  }
  return written
}

interface Run extends Options {
  readonly writer: Writer
  readonly written: Written
  readonly began: number
}

async function through(stack: StackView, service: ServiceName, run: Run): Promise<Consumed> {
  const kinds = heardBy(service)
  const account = await accountOf(stack, service, kinds)
  try {
    await atTheEnd(service, account, kinds, run)
    const ids = kinds.flatMap((kind) => run.written.get(kind) ?? [])
    const [heard, parked] = [await account.heard(ids), await account.parked()]
    const seconds = (performance.now() - run.began) / 1_000
    return {
      records: ids.length,
      heard,
      parked,
      lost: ids.length - heard - parked,
      perSecond: Math.round(ids.length / seconds),
    }
  } finally {
    await account.close()
  }
}

/** Resolves when a service has taken note of everything that its topics hold. */
async function atTheEnd(
  service: string,
  account: Account,
  kinds: readonly EventKind<unknown>[],
  { writer, patience, began }: Run,
) {
  for (;;) {
    const ends = (await Promise.all(kinds.map(({ topic }) => writer.ends(topic)))).flat()
    const end = ends.reduce((sum, { high }) => sum + Number(high), 0)
    const position = await account.positions()
    if (position >= end) return
    if (performance.now() - began > patience * 1_000)
      throw new Error(`${service} is at ${position} of ${end} records after ${patience} s`)
    await sleep(200)
  }
}
