import { Halt } from '../halt.ts'
import { type Lsn, readLsn } from './lsn.ts'
import { type Column, column, OutboxRow } from './outbox-row.ts'
import { type Columns, readRelation } from './relation.ts'
import { timeText } from './time-text.ts'
import { uuidText } from './uuid-text.ts'

/** What happens in an outbox, in commit order. */
export interface OutboxChanges {
  began(commit: Lsn): void
  /** The row is only valid during the call. */
  announced(row: OutboxRow): void
  /** Everything before `end` belongs to this transaction or an earlier one. */
  committed(end: Lsn): void
}

const begin = 0x42
const insert = 0x49
const commit = 0x43
const relation = 0x52

const isNull = 0x6e
const isBinary = 0x62

/** Reads messages of pgoutput (protocol version 1, binary) without building anything from them. */
export function outboxDecoder(changes: OutboxChanges): (message: Buffer, at: number) => void {
  const row = new OutboxRow()
  const id = uuidText()
  const time = timeText()
  const relations = new Map<number, Columns>()

  return (message, at) => {
    switch (message[at]) {
      case insert:
        readRow(message, at)
        return changes.announced(row)
      case begin:
        return changes.began(readLsn(message, at + 1))
      case commit:
        return changes.committed(readLsn(message, at + 10))
      case relation:
        relations.set(message.readInt32BE(at + 1), readRelation(message, at))
    }
  }

  /** 'I', relation's oid, 'N', column count, then for each column its kind, length and bytes. */
  function readRow(message: Buffer, at: number) {
    const columns = relations.get(message.readInt32BE(at + 1))
    if (!columns) throw new Error('Postgres sent a row before its table')
    let next = at + 8
    for (const column of columns) next = readColumn(message, next, column)
  }

  function readColumn(message: Buffer, at: number, name: Column | undefined): number {
    const kind = message[at]
    const length = kind === isNull ? -1 : message.readInt32BE(at + 1)
    const start = kind === isNull ? at + 1 : at + 5
    if (name === undefined) return start + Math.max(0, length)
    if (kind !== isBinary && kind !== isNull)
      throw new Halt('the outbox does not arrive in binary: Postgres 14 or newer is needed')
    if (name === column.id) row.set(name, id(message, start), 0, 36)
    else if (name === column.time) row.set(name, time(message, start), 0, 24)
    else row.set(name, message, start, length)
    return start + Math.max(0, length)
  }
}
