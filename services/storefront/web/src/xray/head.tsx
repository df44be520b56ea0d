import { useSignal } from '@preact/signals'
import type { Trail } from '../../../src/api.ts'
import { go, permalink } from '../shell/router.ts'
import { hear, statusInWords, toneOf, untold } from '../story/order-story.ts'
import { explain } from '../story/reasons.ts'
import { shortId } from '../story/topology.ts'
import { count, duration } from '../story/words.ts'
import { Export } from './export.tsx'
import { figuresOf } from './figures.ts'
import { pathOf } from './path.ts'

const endInWords: Readonly<Record<string, string>> = {
  OrderDelivered: 'delivered',
  OrderReturned: 'returned',
  OrderRefunded: 'refunded',
  OrderRejected: 'rejected',
  OrderCancelled: 'cancelled',
}

/** Which order it is, how it went, in how long; and what one can do with the picture. */
export function Head({ trail, other }: { readonly trail: Trail; readonly other: string | undefined }) {
  const story = trail.events.reduce(hear, untold)
  const { toConfirmed, toEnd, events, heard, hearings, repeats } = figuresOf(trail)
  const why = explain(story)
  return (
    <div class="bar head">
      <div>
        <small>Order</small>
        <h1 class="mono" title={trail.orderId}>
          {shortId(trail.orderId)}
        </h1>
      </div>
      <span class={`chip ${toneOf(story.status)}`}>
        <span class="dot" aria-hidden="true" />
        {statusInWords(story)}
      </span>
      {toConfirmed !== undefined && <Figure name="checkout → confirmed" value={duration(toConfirmed)} />}
      {toEnd && <Figure name={`→ ${endInWords[toEnd.type]}`} value={duration(toEnd.milliseconds)} />}
      <span class="soft">
        {count(events, 'event')}, {heard === hearings ? `${heard} heard` : `${heard} of ${hearings} heard`},{' '}
        {count(repeats, 'duplicate')}
      </span>
      <div class="actions">
        <Compare id={trail.orderId} other={other} />
        <CopyLink path={pathOf(trail.orderId, other)} />
        <Export trail={trail} />
      </div>
      {why && <p class="soft why">{why}</p>}
    </div>
  )
}

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <span class="soft">
    {name} <b>{value}</b>
  </span>
)

function Compare({ id, other }: { readonly id: string; readonly other: string | undefined }) {
  const asking = useSignal(false)
  if (other)
    return (
      <button type="button" onClick={() => go(pathOf(id), true)}>
        Stop comparing
      </button>
    )
  if (!asking.value)
    return (
      <button type="button" onClick={() => (asking.value = true)}>
        Compare…
      </button>
    )
  return (
    <form
      class="compare-with"
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = new FormData(event.currentTarget).get('other')
        if (typeof wanted === 'string' && wanted) go(pathOf(id, wanted.trim()), true)
      }}
    >
      <label class="unseen" for="other">
        The other order's id
      </label>
      <input
        id="other"
        name="other"
        placeholder="the other order's id"
        size={22}
        required
        pattern="[0-9a-fA-F\-]{36}"
        title="The whole id, 36 characters"
        ref={(input) => input?.focus()}
      />
      <button type="submit">Compare</button>
    </form>
  )
}

function CopyLink({ path }: { readonly path: string }) {
  const copied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(permalink(path)).then(
      () => (copied.value = true),
      () => prompt('The link:', permalink(path)),
    )
    setTimeout(() => (copied.value = false), 2_000)
  }
  return (
    <button type="button" onClick={() => void copy()}>
      <span aria-live="polite">{copied.value ? 'Copied' : 'Copy link'}</span>
    </button>
  )
}
