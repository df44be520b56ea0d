import type { Trail } from '../../../src/api.ts'
import { shortId } from '../story/topology.ts'
import { duration } from '../story/words.ts'
import { graphOf, whoAnswers } from './graph.ts'

/** The order's story as a Mermaid sequence diagram, events as open arrows, one participant for each service that is in it. */
export function mermaidOf(trail: Trail): string {
  const { boxes, arrows } = graphOf(trail)
  const at = new Map(boxes.map((box) => [box.id, box.at]))
  const start = boxes[0]?.at ?? 0
  const present = [...new Set(boxes.flatMap(({ service }) => service))]
  const byEvent = Map.groupBy(arrows, ({ event }) => event.id)
  const lines = [...byEvent.values()]
    .toSorted((one, other) => leaving(one, at) - leaving(other, at))
    .flatMap((some) => {
      const { event } = some[0] ?? {}
      if (!event) return []
      const note =
        event.because.kind === 'outcome'
          ? [`  Note over ${event.source}: ${whoAnswers(event.source, event.because.name)} answered`]
          : []
      return [
        ...note,
        ...some.map(
          ({ service, undoes }) =>
            `  ${event.source}${undoes ? '--)' : '-)'}${service}: ${event.type} (+${duration(leaving(some, at) - start)})`,
        ),
      ]
    })
  return [
    'sequenceDiagram',
    `  title Order ${shortId(trail.orderId)}`,
    ...(trail.events.some(({ because }) => because.kind === 'request') ? ['  actor customer'] : []),
    ...present.map((service) => `  participant ${service}`),
    ...(trail.events[0]?.because.kind === 'request' ? [`  customer->>${trail.events[0].source}: checks out`] : []),
    ...lines,
  ].join('\n')
}

const leaving = (arrows: readonly { readonly from: string }[], at: ReadonlyMap<string, number>) =>
  at.get(arrows[0]?.from ?? '') ?? 0
