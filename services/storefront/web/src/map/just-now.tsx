import type { LiveEvent } from '../../../src/api.ts'
import { href } from '../shell/router.ts'
import { shortId, undoes } from '../story/topology.ts'
import { clock } from '../story/words.ts'
import type { Engine } from './engine.ts'

/** The newest events as text: what the dots say, for those who do not see dots. */
export function JustNow({ engine, choose }: { readonly engine: Engine; choose(event: LiveEvent): void }) {
  const { latest, total } = engine.shown.value
  return (
    <div class="card">
      <h2>
        Just now <small>{total} seen</small>
      </h2>
      {latest.length === 0 && <p class="soft">Nothing has happened since you came. Order something in the shop.</p>}
      <ul class="log mono">
        {latest.map((event) => (
          <li key={`${event.topic}${event.partition}/${event.offset}`}>
            <span class="soft">{event.time ? clock(event.time) : ''}</span>
            <button
              type="button"
              class={`plain mono ${undoes(event.type) ? 'undo' : event.source}`}
              onClick={() => choose(event)}
            >
              {event.type}
            </button>
            {event.correlationId && event.subject === event.correlationId && (
              <a href={href(`/orders/${event.correlationId}`)}>{shortId(event.correlationId)}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
