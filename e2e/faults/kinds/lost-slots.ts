import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { ServiceName } from '@saga-shop/local'
import pg from 'pg'
import type { FaultKind } from '../plan/fault.ts'
import { insisting } from '../run/insisting.ts'
import type { Scene } from '../run/scene.ts'

const announcers = ['basket', 'order', 'payment', 'shipping'] as const
const rebuild = join(import.meta.dirname, '../../../infra/local/src/relay-rebuild.ts')

/** The relay's slot is dropped, and what is announced meanwhile is in no log any more. A person, who is us, runs `npm run relay:rebuild`. */
export const lostSlots: FaultKind = {
  name: 'slot dropped',
  targets: announcers.map((name) => ({ name, touches: ['relay', 'relay-2', 'kafka', `postgres-${name}`] })),
  lasts: [1_000, 6_000],
  inject: async (scene, { target }) => {
    const service = announcers.find((name) => name === target) ?? 'order'
    await insisting(() => dropSlot(scene, service))
    return async () => {
      await insisting(() => rebuilt(scene, service), 60_000)
    }
  },
}

/** Whoever holds the slot takes it again at once, so it is a race. */
async function dropSlot({ stack }: Scene, service: ServiceName) {
  const database = new pg.Client(stack.postgres[service].url('admin'))
  await database.connect()
  try {
    for (let attempt = 1; ; attempt++) {
      await database.query(`select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = $1`, [
        slot(service),
      ])
      const dropped = await database
        .query('select pg_drop_replication_slot($1)', [slot(service)])
        .catch(unlessLast(attempt))
      if (dropped) return
      await sleep(10)
    }
  } finally {
    await database.end()
  }
}

const unlessLast = (attempt: number) => (error: unknown) => {
  if (attempt === 200) throw error
}

const slot = (service: ServiceName) => `relay_${service}`

const rebuilt = ({ stack }: Scene, service: ServiceName) =>
  promisify(execFile)(process.execPath, [rebuild, service, '--stack', stack.folder])
