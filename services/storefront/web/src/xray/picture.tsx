import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Trail } from '../../../src/api.ts'
import { useSize } from '../map/use-size.ts'
import { toneOf } from '../story/order-story.ts'
import { shortId } from '../story/topology.ts'
import { topology } from '../story/topology-of-shop.ts'
import { Drawn } from './drawn.tsx'
import { graphOf } from './graph.ts'
import { layoutXray } from './layout.ts'
import { rewindTo, steps, storyAt } from './rewind.ts'
import { Scrubber } from './scrubber.tsx'
import { StepList } from './step-list.tsx'

// What scrolls must be reached by keyboard.
const scrollable = { tabIndex: 0 }

interface PictureProps {
  readonly trail: Trail
  readonly chosen: string | undefined
  /** The order that it is compared with: both by the same scale, each under its name. */
  readonly beside?: Trail | undefined
  choose(eventId: string): void
}

/** An order's lanes, its slider, and the same as a list. */
export function Picture({ trail, chosen, beside, choose }: PictureProps) {
  const [room, size] = useSize()
  const step = useSignal(steps)
  const layout = useMemo(() => {
    const room = { width: size.width, height: 470, ...(beside && { beside: graphOf(beside) }) }
    return layoutXray(graphOf(trail), topology.services, room)
  }, [trail, beside, size.width])
  const rewind = rewindTo(layout, step.value)
  const story = storyAt(trail, rewind.moment)
  const click = ({ target }: MouseEvent) => {
    const id = target instanceof Element && target.closest('[data-event]')?.getAttribute('data-event')
    if (id) choose(id)
  }
  return (
    <section class="card pic" aria-label={`Order ${shortId(trail.orderId)} in time`}>
      {beside && <h2 class="mono">{shortId(trail.orderId)}</h2>}
      {/* biome-ignore lint/a11y: what scrolls must be reached by keyboard; what is clicked here are buttons in the list below */}
      <section
        class="scroll"
        ref={room}
        {...scrollable}
        onClick={click}
        aria-label={`The picture of ${shortId(trail.orderId)}; the list below says the same`}
      >
        <Drawn
          layout={layout}
          chosen={chosen}
          rewind={step.value < steps ? rewind : undefined}
          hasCome={rewind.hasCome}
          label={`Order ${shortId(trail.orderId)}: ${trail.events.length} events over five lanes`}
        />
      </section>
      <Scrubber step={step} since={rewind.since} status={story.status} tone={toneOf(story.status)} />
      <StepList trail={trail} chosen={chosen} choose={choose} />
    </section>
  )
}
