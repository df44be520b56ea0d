import type pg from 'pg'
import type { Stage } from './stage.ts'

/** A stage with a client that announces and one that looks at the slot. */
export type Bench = Stage & { readonly owner: pg.Client; readonly admin: pg.Client }
