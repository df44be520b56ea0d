import { Halt } from './halt.ts'
import type { Tail } from './partition.ts'
import { parsePosition, positionHeader, type WriteAheadLog } from './position.ts'

/**
 * What the end of a partition says about our log: the last event of it that stands there, or nothing when it comes from
 * before the last rebuild, which left nothing to compare. Halts on an event of a history that this database does not have.
 */
export function tailIn(headers: Headers | undefined, log: WriteAheadLog, source: string): Tail | undefined {
  const place = parsePosition(headers?.[positionHeader]?.toString() ?? '')
  if (!place || place.rebuilds < log.rebuilds) return undefined
  if (place.rebuilds > log.rebuilds || place.system !== log.system || place.timeline !== log.timeline)
    throw new Halt(otherHistory(source))
  return { commit: place.commit, index: place.index, id: headers?.['ce_id']?.toString() ?? '' }
}

type Headers = Readonly<Record<string, Buffer | undefined>>

/** For the person who has to look. */
export const otherHistory = (source: string) =>
  `The topics of "${source}" hold events that this database has never announced: it was restored from a backup, or is ` +
  `another one. Nothing is relayed, so that nothing is left out: run "npm run restored -- ${source}", then ` +
  `"npm run relay:rebuild -- ${source}". ` +
  'See "When the slot is gone, or the database was restored" in services/relay/README.md.'
