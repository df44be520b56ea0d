import type { Edit } from './bug.ts'

/** Gives a file of the runtime a connection to its database besides the one of the transaction. */
export const besides = (file: string): Edit => ({
  file,
  find: `from './sql.ts'\n`,
  put: `from './sql.ts'
import pg from 'pg'

const besides = new pg.Pool({ connectionString: process.env['DATABASE_URL'] })
`,
})
