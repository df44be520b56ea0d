import { events, type Service, services } from '@saga-shop/contracts'
import type { Admin } from 'kafkajs'
import type { Position } from '../evidence/journal.ts'
import { kafkaOf, partitionsOf } from '../evidence/partitions.ts'
import { inDatabase } from '../evidence/rows.ts'
import type { Shop } from '../shop.ts'
import { type Watched, watchBook } from './watched.ts'

export interface Watch {
  /** A database was restored: its positions begin anew. To be said when it is back, before its service is. */
  restored(service: Service): void
  /** Looks no more, and says what was seen. */
  stop(): Promise<Watched>
}

/** Looks at the positions of every service again and again while the shop works. Who cannot be asked is asked later. */
export async function watchPositions(shop: Shop, everyMilliseconds = 500): Promise<Watch> {
  const book = watchBook()
  const seen: Seen = { book, restores: 0 }
  const admin = kafkaOf(shop).admin()
  await admin.connect()
  const stopping = new AbortController()
  const watching = watchUntil(stopping.signal, everyMilliseconds, () => look(shop, admin, seen))
  return {
    restored: (service) => {
      seen.restores++
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
  restores: number
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
  const { restores } = seen
  const positions = await Promise.all(services.map((service) => positionsOf(shop, service)))
  const ends = await endsNow(admin)
  if (!ends || restores !== seen.restores) return // a restore came in between
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
    const topics = await Promise.all(events.map(({ topic }) => partitionsOf(admin, topic)))
    return new Map(topics.flat().map(({ topic, partition, end }) => [`${topic} ${partition}`, end]))
  } catch {
    return undefined
  }
}
