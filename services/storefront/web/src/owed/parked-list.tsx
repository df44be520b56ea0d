import { useSignal } from '@preact/signals'
import type { Parked, ParkedItem } from '../../../src/api.ts'
import { href } from '../shell/router.ts'
import { me, source } from '../shell/state.ts'
import { shortId, shortTopic } from '../story/topology.ts'
import { clock, count } from '../story/words.ts'
import { Discard } from './discard.tsx'
import { Story } from './told.tsx'

/** What cannot be processed, each with what waits behind it. */
export function ParkedList({ parked, changed }: { readonly parked: Parked | undefined; changed(): Promise<void> }) {
  const orders = [...Map.groupBy(parked?.parked ?? [], ({ service, order }) => `${service} ${order}`).values()]
  return (
    <section class="card" aria-labelledby="parked">
      <h2 id="parked">Parked</h2>
      {!parked && <p class="soft">Asking every service …</p>}
      {parked && orders.length === 0 && (
        <p class="soft">
          {parked.missing.length > 0
            ? 'Nothing waits for a person, at those who answer.'
            : 'Nothing waits for a person.'}
        </p>
      )}
      <ul class="debts">
        {orders.map((items) => (
          <Waiting key={`${items[0]?.service} ${items[0]?.order}`} items={items} changed={changed} />
        ))}
      </ul>
    </section>
  )
}

function Waiting({ items, changed }: { readonly items: readonly ParkedItem[]; changed(): Promise<void> }) {
  const said = useSignal('')
  const first = items.find(({ reason }) => reason !== null) ?? items[0]
  if (!first) return null
  const behind = items.filter(({ reason }) => reason === null).length
  const keeper = me.value?.account?.role === 'keeper'
  const redrive = async () => {
    said.value = 'Hearing it again …'
    said.value = await source.redrive(first.service, first.order).then(
      ({ heard, failed }) =>
        failed
          ? `${count(heard, 'event')} heard; then it failed again: ${failed.reason}`
          : `${count(heard, 'event')} heard. It goes on.`,
      (error: unknown) => (error instanceof Error ? error.message : 'It could not be heard again.'),
    )
    await changed()
  }
  return (
    <li>
      <div class="row">
        <span>
          <b class={first.service}>{first.service}</b>{' '}
          <a class="mono" href={href(`/orders/${first.order}`)}>
            {shortId(first.order)}
          </a>
        </span>
        <small>
          since {clock(first.parkedAt).slice(0, 8)} UTC{first.attempts > 1 && `, tried ${first.attempts} times`}
        </small>
      </div>
      <div class="mono">
        {shortTopic(first.name)}
        {first.offset !== null && ` · p${first.partition} @ ${first.offset}`}
      </div>
      <p class="why undo">{first.reason}</p>
      {behind > 0 && (
        <small>
          {count(behind, 'later event')} of this order {behind === 1 ? 'waits' : 'wait'} behind it.
        </small>
      )}
      <Story service={first.service} id={first.id} />
      {keeper && (
        <div class="actions">
          <button type="button" onClick={() => void redrive()}>
            Hear it again
          </button>
          <Discard item={first} changed={changed} />
        </div>
      )}
      {said.value && <p role="status">{said.value}</p>}
    </li>
  )
}
