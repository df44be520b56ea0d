import type pg from 'pg'
import type { LetterRow } from './evidence.ts'
import { allRows } from './rows.ts'

/** Letters as the email service keeps them, order by order. */
export const readLetters = (database: pg.Client) => allRows(database, letters, (row: LetterRow) => ({ ...row }))

const letters = `
  select letter ->> 'eventId' as "eventId", id as "orderId", letter ->> 'status' as status,
    (select count(*) from jsonb_array_elements(letter -> 'words') as word where word ->> 'said' = 'send-again')::int as again
  from correspondences, jsonb_array_elements(state -> 'letters') as letter`
