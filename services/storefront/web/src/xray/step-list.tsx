import type { Trail } from '../../../src/api.ts'
import { duration } from '../story/words.ts'
import { type Step, timelineOf } from './timeline.ts'

interface StepListProps {
  readonly trail: Trail
  readonly chosen: string | undefined
  choose(eventId: string): void
}

/** The picture in words. */
export const StepList = ({ trail, chosen, choose }: StepListProps) => (
  <ol class="step-list" aria-label="Step by step">
    {timelineOf(trail).map((step) => (
      <li key={step.id} class={step.id === chosen ? 'on' : ''}>
        <span class="mono soft">+ {duration(step.since)}</span>
        <button
          type="button"
          class={`plain ${step.undoes ? 'undo' : step.source}`}
          aria-pressed={step.id === chosen}
          onClick={() => choose(step.id)}
        >
          <b>{step.type}</b>
        </button>
        <span class="soft heard">
          {step.heardBy.map((heard, index) => (
            <Heard key={heard.service} heard={heard} first={index === 0} />
          ))}
        </span>
      </li>
    ))}
  </ol>
)

const Heard = ({
  heard: { service, verdict, after },
  first,
}: {
  readonly heard: Step['heardBy'][number]
  readonly first: boolean
}) => (
  <span>
    {first ? '→ ' : ', '}
    <span class={service}>{service}</span> {verdict === 'applied' && after !== undefined ? duration(after) : verdict}
  </span>
)
