/** Where this service stands in a partition, and what the partition holds. */
export interface Standing {
  readonly topic: string
  readonly partition: number
  /** The next offset that this service hears. */
  readonly position: number
  /** The first offset that the log still has. */
  readonly begin: number
  /** The offset that the next record gets. */
  readonly end: number
}

/**
 * Why a person must look before anything more is heard, in a sentence with what to do; nothing when all is well.
 * A client left alone would go to the log's beginning or end and say nothing: events would be skipped as heard, or lost.
 */
export function whatIsWrong(standing: Standing, { compacted }: { readonly compacted: boolean }): string | undefined {
  const { position, begin, end } = standing
  if (position > end)
    return `the log ends at ${end}, before offset ${position} where this service goes on: the topic was deleted and made again, or cut. ${goOnAt(standing, begin)}`
  if (position < begin && !compacted)
    return `offsets ${position} to ${begin - 1} are gone: the log begins at ${begin}. ${goOnAt(standing, begin)}`
  return undefined
}

const goOnAt = ({ topic, partition }: Standing, offset: number) =>
  `See docs/patterns/watchdog.md; to go on at its beginning, stop this service, "update positions set next_offset = ${offset} ` +
  `where topic = '${topic}' and partition = ${partition}", and start it`
