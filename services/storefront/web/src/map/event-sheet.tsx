import { useEffect, useRef } from 'preact/hooks'
import type { LiveEvent } from '../../../src/api.ts'
import { Code } from '../shell/code.tsx'
import { href } from '../shell/router.ts'
import { shortId } from '../story/topology.ts'
import { kindOn } from '../story/topology-of-shop.ts'
import { clock, grouped } from '../story/words.ts'

/** One event, decoded: what it says, and where it stands. */
export function EventSheet({ event, close }: { readonly event: LiveEvent; close(): void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [event])
  const listeners = kindOn(event.topic)?.listeners ?? []
  return (
    <section class="card sheet" aria-labelledby="event-type" onKeyDown={({ key }) => key === 'Escape' && close()}>
      <div class="row">
        <h2 id="event-type" class={event.source} tabIndex={-1} ref={heading}>
          {event.type}
        </h2>
        <button type="button" class="small" aria-label="Close" onClick={close}>
          ✕
        </button>
      </div>
      <p class="soft">
        announced by <b class={event.source}>{event.source}</b>
        {event.time && ` at ${clock(event.time)}`}, for {listeners.length === 0 ? 'nobody yet' : listeners.join(', ')}
      </p>
      <dl class="facts mono">
        <Fact name="topic">{event.topic}</Fact>
        <Fact name="place">
          partition {event.partition}, offset {grouped(event.offset)}
        </Fact>
        {event.lsn && <Fact name="LSN">{event.lsn}</Fact>}
        {event.schemaId !== null && <Fact name="schema">{event.schemaId}</Fact>}
        {event.id && <Fact name="id">{event.id}</Fact>}
        {event.causationId && <Fact name="because of">{event.causationId}</Fact>}
        {event.traceparent && <Fact name="trace">{event.traceparent.split('-')[1]}</Fact>}
      </dl>
      <h3>Body</h3>
      <Code>{event.unreadable ?? JSON.stringify(event.data, null, 2)}</Code>
      {event.correlationId && (
        <p>
          <a href={href(`/orders/${event.correlationId}${event.id ? `?event=${event.id}` : ''}`)}>
            Order {shortId(event.correlationId)} under X-rays
          </a>
        </p>
      )}
    </section>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
