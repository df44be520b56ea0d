import { PositionsMoved } from './failures.ts'
import { sql, type Transaction } from './sql.ts'

/** A run of offsets of one partition: from the first, up to and without the last. */
export interface Span {
  readonly topic: string
  readonly partition: number
  readonly from: number
  readonly to: number
}

/** Moves each position from where a span begins to where it ends: fence, gap check and restart point in one statement. */
export async function movePositions(tx: Transaction, spans: readonly Span[]) {
  const { rowCount } = await tx.query(sql`
    update positions set next_offset = span.ends
    from unnest(
      ${spans.map((span) => span.topic)}::text[], ${spans.map((span) => span.partition)}::int[],
      ${spans.map((span) => span.from)}::bigint[], ${spans.map((span) => span.to)}::bigint[]
    ) as span (topic, partition, begins, ends)
    where positions.topic = span.topic and positions.partition = span.partition and positions.next_offset = span.begins
  `)
  if (rowCount !== spans.length) throw new PositionsMoved('a batch does not begin where this service stands')
}

export interface Position {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** Where this service stands, for all partitions it has ever heard. */
export async function readPositions(tx: Pick<Transaction, 'query'>): Promise<Position[]> {
  const { rows } = await tx.query<Position>(sql`
    select topic, partition, next_offset::float8 as "offset" from positions
  `)
  return rows
}

/** Starts partitions that were never heard; those that were stay where they are. */
export const startPositions = (tx: Pick<Transaction, 'query'>, positions: readonly Position[]) =>
  tx.query(sql`
    insert into positions (topic, partition, next_offset)
    select * from unnest(
      ${positions.map((position) => position.topic)}::text[],
      ${positions.map((position) => position.partition)}::int[],
      ${positions.map((position) => position.offset)}::bigint[])
    on conflict do nothing
  `)
