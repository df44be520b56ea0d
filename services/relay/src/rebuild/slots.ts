import { Client, DatabaseError, escapeLiteral } from 'pg'
import { connectPostgres } from '../postgres/connect.ts'
import { rebuildingSlotOf, slotOf } from '../postgres/slot.ts'
import { Refusal } from './refusal.ts'

const objectInUse = '55006'
const duplicate = '42710'

/** Takes the slot away, so that no relay writes meanwhile. Refuses while one follows it. */
export async function fence(relay: Client, source: string): Promise<void> {
  const slot = slotOf(source)
  try {
    await relay.query(
      `select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ${escapeLiteral(slot)}`,
    )
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === objectInUse)) throw error
    throw new Refusal(`a relay follows ${slot} (${error.message}): stop it first, and start it again afterwards`)
  }
}

/** Where the new slot begins, and a connection that sees exactly what was committed before. */
export interface Origin {
  readonly begins: string
  readonly snapshot: Client
  /** Aborts when the slot is lost with its connection. */
  readonly lost: AbortSignal
  /** Makes the slot that the relay follows: it begins at the same place, and relaying may go on. */
  open(): Promise<void>
  close(): Promise<void>
}

/** Begins a new slot that goes with this connection: a rebuild that ends early leaves none. Refuses beside another rebuild. */
export async function beginSlot(relayUrl: string, source: string): Promise<Origin> {
  const holder = await connectPostgres(relayUrl, 'relay rebuild')
  const lost = new AbortController()
  holder.on('end', () => lost.abort(new Error('the connection that holds the new slot was lost: run this again')))
  const rebuilding = rebuildingSlotOf(source)
  const snapshot = new Client({ connectionString: relayUrl, application_name: 'relay rebuild snapshot' })
  snapshot.on('error', () => {})
  const close = async () => {
    await Promise.allSettled([snapshot.end(), holder.end()])
  }
  try {
    const { begins, name } = await createSlot(holder, rebuilding)
    await snapshot.connect()
    await snapshot.query('begin isolation level repeatable read read only')
    await snapshot.query(`set transaction snapshot ${escapeLiteral(name)}`)
    const open = async () => {
      const names = [rebuilding, slotOf(source)].map(escapeLiteral).join(', ')
      await holder.query(`select pg_copy_logical_replication_slot(${names}, false)`)
    }
    return { begins, snapshot, lost: lost.signal, open, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function createSlot(holder: Client, name: string) {
  try {
    const { rows } = await holder.query<{ consistent_point: string; snapshot_name: string }>(
      `CREATE_REPLICATION_SLOT "${name}" TEMPORARY LOGICAL pgoutput (SNAPSHOT 'export')`,
    )
    const [row] = rows
    if (!row) throw new Error('Postgres says nothing about the slot it has made')
    return { begins: row.consistent_point, name: row.snapshot_name }
  } catch (error) {
    if (error instanceof DatabaseError && error.code === duplicate)
      throw new Refusal(`another rebuild is at work: ${error.message}`)
    throw error
  }
}
