import type { SeenTo } from '../../../src/api.ts'
import { href } from '../shell/router.ts'
import { shortId, shortTopic } from '../story/topology.ts'
import { clock } from '../story/words.ts'
import { Story } from './told.tsx'

const done: Readonly<Record<string, string>> = { redriven: 'heard again', discarded: 'given up' }

/** What was parked and waits no more: what became of it. */
export function SeenToList({ seenTo }: { readonly seenTo: SeenTo | undefined }) {
  if (!seenTo || seenTo.seenTo.length === 0) return null
  return (
    <section class="card" aria-labelledby="seen-to">
      <h2 id="seen-to">Seen to</h2>
      <ul class="debts">
        {seenTo.seenTo.map(({ service, id, order, name, action, by, reason, at }) => (
          <li key={`${service} ${id}`}>
            <div class="row">
              <span>
                <b class={service}>{service}</b>{' '}
                <a class="mono" href={href(`/orders/${order}`)}>
                  {shortId(order)}
                </a>{' '}
                {name && <span class="mono">{shortTopic(name)}</span>}
              </span>
              <small>{clock(at).slice(0, 8)} UTC</small>
            </div>
            <div>
              {done[action] ?? action} by {by}
              {reason && `: ${reason}`}
            </div>
            <Story service={service} id={id} />
          </li>
        ))}
      </ul>
    </section>
  )
}
