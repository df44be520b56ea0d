import { type Service, services } from '@saga-shop/contracts'
import type { Colour, Paint } from './paint.ts'
import type { Step } from './story.ts'

/** The steps as lines of a table, each in the colour of the service that announced it. */
export function storyTable(steps: readonly Step[], paint: Paint): string[] {
  const cells = steps.map(({ milliseconds, event, announcedBy, heardBy, place }, index) => [
    index === 0 ? '0' : `+${milliseconds}`,
    event,
    announcedBy,
    heardBy.join(', '),
    place,
  ])
  const all = [['ms', 'event', 'announced by', 'heard by', 'topic / partition / offset'], ...cells]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = all.map((row) => row.map((cell, column) => fit(cell, widths[column] ?? 0, column === 0)).join('  '))
  return lines.map((line, index) => `  ${paint(colourOf(steps[index - 1]), line.trimEnd())}`)
}

const fit = (cell: string, width: number, right: boolean) => (right ? cell.padStart(width) : cell.padEnd(width))

const colourOf = (step: Step | undefined): Colour => services.find(isAnnouncerOf(step)) ?? 'soft'

const isAnnouncerOf = (step: Step | undefined) => (service: Service) => service === step?.announcedBy
