import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type Client, DatabaseError } from 'pg'
import { Halt } from '../halt.ts'
import { type Lsn, readLsn } from './lsn.ts'
import { publication } from './slot.ts'
import { statusUpdate } from './status.ts'

/** What arrives while a slot is followed. */
export interface Listener {
  /** A message of pgoutput; its bytes are only valid during the call. */
  message(bytes: Buffer, at: number): void
  /** Everything before `end` has been sent. Postgres may want an answer at once. */
  keepalive(end: Lsn, answerNow: boolean): void
}

export interface Replication {
  /** Begins to listen. What has arrived until then was kept. */
  listen(listener: Listener): void
  pause(): void
  resume(): void
  confirm(place: Lsn): void
  /** Rejects when Postgres ends the stream or the connection is lost. */
  readonly ended: Promise<never>
}

const xlogData = 0x77
const keepalive = 0x6b
const headerOfXlogData = 25
const objectInUse = '55006'
const whatIsLeftOut = 'Nothing is relayed until a person has looked: see services/relay/README.md.'

/** Follows the slot from where it was confirmed. As long as another relay holds it, waits and says so. */
export async function followSlot(
  client: Client,
  slot: string,
  waiting: (why: string) => void,
  stop: AbortSignal,
): Promise<Replication> {
  const gate = openGate(client)
  for (;;) {
    try {
      return await begin(client, slot, gate)
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === objectInUse)) throw error
      waiting(error.message)
      await delay(250, undefined, { signal: stop })
    }
  }
}

async function begin(client: Client, slot: string, gate: Gate): Promise<Replication> {
  const { stream } = client.connection
  const options = `proto_version '1', publication_names '${publication}', binary 'true'`
  const query = client
    .query(`START_REPLICATION SLOT "${slot}" LOGICAL 0/0 (${options})`)
    .then(() => Promise.reject(new Error('Postgres ended the replication stream')))
  const ended = Promise.race([query, gate.halted])
  ended.catch(() => {})
  await Promise.race([gate.started, ended])
  return {
    listen: gate.listen,
    pause: () => stream.pause(),
    resume: () => stream.resume(),
    confirm: (place) => stream.writable && stream.write(statusUpdate(place, Date.now())),
    ended,
  }
}

interface Gate {
  readonly started: Promise<unknown>
  readonly halted: Promise<never>
  listen(listener: Listener): void
}

/** Keeps what arrives before somebody listens: copies, since pg reuses its buffer, of at most what one read brings. */
function openGate(client: Client): Gate {
  const { connection } = client
  const early: Buffer[] = []
  let hear = (chunk: Buffer) => {
    early.push(Buffer.from(chunk))
  }
  const leavesOut = onLeavingOut(client)
  connection.on('copyData', ({ chunk }: { chunk: Buffer }) => leavesOut.happened || hear(chunk))
  return {
    started: once(connection, 'replicationStart').then(() => connection.stream.pause()),
    halted: leavesOut.halted,
    listen(listener) {
      hear = (chunk) => deliver(chunk, listener)
      for (const chunk of early.splice(0)) hear(chunk)
      connection.stream.resume()
    },
  }
}

/** Postgres 18 only warns when the publication is missing, and goes on without its changes: nothing after that counts. */
function onLeavingOut(client: Client) {
  const { promise, reject } = Promise.withResolvers<never>()
  promise.catch(() => {})
  const leavesOut = { happened: false, halted: promise }
  client.on('notice', ({ severity, message }) => {
    if (severity !== 'WARNING' || !message?.includes('publication')) return
    leavesOut.happened = true
    reject(new Halt(`Postgres leaves out changes: ${message}. ${whatIsLeftOut}`))
  })
  return leavesOut
}

function deliver(chunk: Buffer, listener: Listener): void {
  const kind = chunk[0]
  if (kind === xlogData) listener.message(chunk, headerOfXlogData)
  else if (kind === keepalive) listener.keepalive(readLsn(chunk, 1), chunk[17] === 1)
}
