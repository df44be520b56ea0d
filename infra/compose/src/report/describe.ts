import type { ImageSize, Memory } from './figures.ts'

/** What there is to say of a shop in containers. */
export interface Report {
  readonly images: readonly ImageSize[]
  /** What our image adds to the one that it stands on, if both are there. */
  readonly ours: { readonly image: string; readonly base: string; readonly bytes: number } | undefined
  readonly memory: readonly Memory[]
}

const mega = (bytes: number, unit = 1e6) => `${Math.round(bytes / unit)} MB`.padStart(9)

/** The report in lines. */
export function describeReport({ images, ours, memory }: Report): string[] {
  return [
    'Images, unpacked',
    ...images.map(({ image, bytes }) => `  ${image.padEnd(44)}${mega(bytes)}`),
    ...(ours ? [`  ${`${ours.image} over ${ours.base}`.padEnd(44)}${mega(ours.bytes)}`] : []),
    '',
    ...(memory.length > 0 ? memoryLines(memory) : ['No container runs: docker compose up --wait, and ask again.']),
  ]
}

function memoryLines(memory: readonly Memory[]): string[] {
  const all = memory.reduce((sum, { used }) => sum + used, 0)
  const row = ({ container, used, limit }: Memory) =>
    `  ${container.padEnd(44)}${mega(used, 2 ** 20)} of${mega(limit, 2 ** 20)}`
  return [
    'Memory, as docker stats says',
    ...memory.toSorted((one, other) => other.used - one.used).map(row),
    `  ${'all of them'.padEnd(44)}${mega(all, 2 ** 20)}`,
  ]
}
