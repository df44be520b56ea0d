import type { Command } from './cause.ts'
import type { Refusal } from './decision.ts'
import { Conflict } from './failures.ts'
import { sql, type Transaction } from './sql.ts'

/** What a request led to; kept under its idempotency key, so that asking again gives the same. */
export interface Answer {
  /** Id of the first event announced: a query with `?after=` it waits until that was heard. */
  readonly token?: string
  readonly refused?: Refusal
}

export interface Answered {
  readonly id: string
  readonly fingerprint: string
  readonly answer: Answer
}

/** Those of the requests that were answered before, by id. */
export async function earlierAnswers(tx: Transaction, commands: readonly Command[]) {
  const { rows } = await tx.query<Answered & { id: string }>(sql`
    select id, fingerprint, answer from commands where id = any(${commands.map((command) => command.id)}::uuid[])
  `)
  return new Map<string, Answered>(rows.map((row) => [row.id, row]))
}

/** Keeps the answers. If another instance answered the same request meanwhile, this batch starts over and finds that answer. */
export async function keepAnswers(tx: Transaction, answered: readonly Answered[]) {
  const { rowCount } = await tx.query(sql`
    insert into commands (id, fingerprint, answer)
    select * from unnest(
      ${answered.map(({ id }) => id)}::uuid[],
      ${answered.map(({ fingerprint }) => fingerprint)}::text[],
      ${answered.map(({ answer }) => JSON.stringify(answer))}::jsonb[])
    on conflict do nothing
  `)
  if (rowCount !== answered.length) throw new Conflict('the same request was answered elsewhere meanwhile')
}

/** The same key with the same body gets the same answer; with another body it is refused. */
export const answerTo = (command: Command, answered: Answered | undefined): Answer | undefined =>
  answered === undefined || [command.fingerprint, anyBody].includes(answered.fingerprint) ? answered?.answer : reused

/** The fingerprint of a request that is only remembered by what it led to: its body is forgotten. */
export const anyBody = '*'

export const keyReused = 'idempotency-key-reused'

const reused: Answer = {
  refused: {
    reason: keyReused,
    detail: 'This Idempotency-Key was used with another body. Use a new key for a new request.',
  },
}
