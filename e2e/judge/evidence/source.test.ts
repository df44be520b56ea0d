import { expect, test } from 'vitest'
import { inDatabase } from './rows.ts'
import { reading } from './source.ts'

test('a source that cannot be read is named, with the reason', async () => {
  const nobody = inDatabase('postgres://judge@localhost:1/order', async () => 1)
  await expect(reading('the database of order', nobody)).rejects.toThrow(
    /^the database of order cannot be read: connect ECONNREFUSED/,
  )
  const gone = fetch('http://127.0.0.1:1/ledger')
  await expect(reading('the bank', gone)).rejects.toThrow(/^the bank cannot be read: .+/)
})
