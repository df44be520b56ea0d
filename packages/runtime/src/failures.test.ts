import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { isTransient } from './failures.ts'
import { sql } from './sql.ts'

test.each(['postgres://order@127.0.0.1:1/order', 'postgres://order@%2Fnowhere:1/order'])(
  'that nobody listens at %s is not for ever',
  async (url) => {
    const database = openDatabase({ url })
    const error = await database.query(sql`select 1`).catch((error: unknown) => error)
    expect(isTransient(error)).toBe(true)
    await database.close()
  },
)
