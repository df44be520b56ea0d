import type { ComponentChildren } from 'preact'
import type { Trail } from '../../../src/api.ts'
import { Code } from '../shell/code.tsx'
import { undoes } from '../story/topology.ts'
import { duration } from '../story/words.ts'
import { whoAnswers } from './graph.ts'
import type { Hop } from './hop.ts'
import { hopsToKafka } from './hops-to-kafka.ts'
import { hopsToListener } from './hops-to-listener.ts'
import { Reaction } from './reaction.tsx'

type TrailEvent = Trail['events'][number]

interface SideProps {
  readonly trail: Trail
  readonly eventId: string | undefined
  choose(eventId: string): void
}

/** One event of the order: why it happened, every hop it took, what it says, and the code that heard it. */
export function Side({ trail, eventId, choose }: SideProps) {
  const event = trail.events.find(({ id }) => id === eventId)
  if (!event) return <section class="card side soft">Choose an event to see its hops.</section>
  return (
    <section class="card side" aria-labelledby="side-type" aria-live="polite">
      <h2 id="side-type" class={undoes(event.type) ? 'undo' : event.source}>
        {event.type}
      </h2>
      <p class="soft">
        announced by <b class={event.source}>{event.source}</b>, because{' '}
        <Cause trail={trail} event={event} choose={choose} />.
      </p>
      <ol class={`hops ${event.source}`}>
        {hopsToKafka(trail, event).map((hop) => (
          <HopLine key={hop.name} hop={hop} />
        ))}
      </ol>
      {event.hearings.map((hearing) => (
        <ol key={hearing.service} class={`hops branch ${hearing.service}`}>
          {hopsToListener(trail, event, hearing).map((hop, index) => (
            <HopLine key={hop.name} hop={hop}>
              {index === 0 && <Reaction service={hearing.service} type={event.type} />}
            </HopLine>
          ))}
        </ol>
      ))}
      <h3>Body</h3>
      <Code>{JSON.stringify(event.data, null, 2)}</Code>
      <h3>Ids</h3>
      <dl class="facts mono">
        <div>
          <dt>event</dt>
          <dd>{event.id}</dd>
        </div>
        <div>
          <dt>cause</dt>
          <dd>{event.because.id}</dd>
        </div>
        {event.traceparent && (
          <div>
            <dt>trace</dt>
            <dd>{event.traceparent.split('-')[1]}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Cause({
  trail,
  event: { because, source },
  choose,
}: {
  readonly trail: Trail
  readonly event: TrailEvent
  choose(id: string): void
}) {
  const cause = trail.events.find(({ id }) => id === because.id)
  if (cause)
    return (
      <>
        it heard{' '}
        <button type="button" class={`plain link ${cause.source}`} onClick={() => choose(cause.id)}>
          {cause.type}
        </button>
      </>
    )
  if (because.kind === 'request') return <>somebody asked for it over HTTP</>
  if (because.kind === 'outcome')
    return (
      <>
        the {whoAnswers(source, because.name)} answered{because.name && <code> {because.name}</code>}
      </>
    )
  return because.kind === 'deadline' ? (
    <>nobody said anything in time</>
  ) : (
    <>of something that nobody could be asked about</>
  )
}

const HopLine = ({ hop, children }: { readonly hop: Hop; readonly children?: ComponentChildren }) => (
  <li>
    <div class="hop">
      <span>{hop.name}</span>
      {hop.milliseconds === undefined ? <small>not measured</small> : <b class="mono">{duration(hop.milliseconds)}</b>}
    </div>
    <small>{hop.detail}</small>
    {hop.milliseconds === undefined && <small>{hop.unmeasured}</small>}
    {children}
  </li>
)
