import { events, type Service, services } from '@saga-shop/contracts'
import type { Admin } from 'kafkajs'
import type { Position } from '../evidence/journal.ts'
import { kafkaOf, partitionsOf } from '../evidence/partitions.ts'
import { inDatabase } from '../evidence/rows.ts'
import type { Shop } from '../shop.ts'
import { type Watched, watchBook } from './watched.ts'

export interface Watch {
  /** A database is about to be restored: nobody looks at its positions until that is over, and then they begin anew. */
  lookAway(service: Service): void
  /** To be said when the database is back, before its service is. */
  restored(service: Service): void
  /** Looks no more, and says what was seen. */
  stop(): Promise<Watched>
}

/** Looks at the positions of every service again and again while the shop works. Who cannot be asked is asked later. */
export async function watchPositions(shop: Shop, everyMilliseconds = 500): Promise<Watch> {
  const book = watchBook()
  const seen: Seen = { book, away: new Set(), turns: 0 }
  const admin = kafkaOf(shop).admin()
  await admin.connect()
  const stopping = new AbortController()
  const watching = watchUntil(stopping.signal, everyMilliseconds, () => look(shop, admin, seen))
  return {
    lookAway: (service) => {
      seen.turns++
      seen.away.add(service)
    },
    restored: (service) => {
      seen.turns++
      seen.away.delete(service)
      book.forget(service)
    },
    stop: async () => {
      stopping.abort()
      await watching
      await admin.disconnect()
      return book.watched
    },
  }
}

interface Seen {
  readonly book: ReturnType<typeof watchBook>
  /** Services whose database is being restored. */
  readonly away: Set<Service>
  /** How often that changed: a look that began before is not to be trusted. */
  turns: number
}

async function watchUntil(stopped: AbortSignal, pause: number, look: () => Promise<void>) {
  while (!stopped.aborted) {
    await look()
    await Promise.race([
      new Promise((resolve) => setTimeout(resolve, pause)),
      new Promise((resolve) => stopped.addEventListener('abort', resolve, { once: true })),
    ])
  }
}

/** First the positions, then the ends, which only grow: so a position behind the end is no matter of timing. */
async function look(shop: Shop, admin: Admin, seen: Seen) {
  const { turns, away } = seen
  const here = services.filter((service) => !away.has(service))
  const positions = await Promise.all(here.map((service) => positionsOf(shop, service)))
  const ends = await endsNow(admin)
  if (!ends || turns !== seen.turns) return
  for (const { service, topic, partition, offset } of positions.flat()) {
    const end = ends.get(`${topic} ${partition}`)
    if (end !== undefined) seen.book.see({ service, topic, partition, offset, end })
  }
}

async function positionsOf({ postgres }: Shop, service: Service) {
  const positions = await inDatabase(postgres[service].url('judge'), async (database) => {
    const { rows } = await database.query<Position>(
      'select topic, partition, next_offset::float8 as "offset" from positions',
    )
    return rows
  }).catch(() => [])
  return positions.map((position) => ({ service, ...position }))
}

async function endsNow(admin: Admin) {
  try {
    const partitions = await partitionsOf(admin, events)
    return new Map(partitions.map(({ topic, partition, end }) => [`${topic} ${partition}`, end]))
  } catch {
    return undefined
  }
}
