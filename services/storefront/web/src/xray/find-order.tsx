import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { LiveEvent, MyOrders } from '../../../src/api.ts'
import { everySoOften } from '../shell/every-so-often.ts'
import { go, href } from '../shell/router.ts'
import { me, source } from '../shell/state.ts'
import { together } from '../source/together.ts'
import { hear, type OrderStory, statusInWords, toneOf, untold } from '../story/order-story.ts'
import { shortId } from '../story/topology.ts'
import { clock, price } from '../story/words.ts'

/** The way to an order: one's own, those that something just happened to, or one whose id is known. */
export function FindOrder() {
  const mine = useSignal<MyOrders | undefined>(undefined)
  const lately = useSignal<ReadonlyMap<string, Lately>>(new Map())
  const watching = me.value?.mayWatch
  useEffect(() => {
    mine.value = undefined
    if (!me.value?.account) return
    return everySoOften(15_000, async () => {
      mine.value = await source.orders()
    })
  }, [me.value?.account?.name])
  useEffect(() => {
    if (!watching && !me.value?.account) return
    const live = source.live(
      watching ? { recent: true } : { recent: true, mine: true },
      together((events) => (lately.value = withMore(lately.value, events))),
    )
    return () => live.close()
  }, [watching, me.value?.account?.name])
  const summaries = mine.value?.orders.filter(({ id }) => !lately.value.has(id)) ?? []
  const silent = mine.value?.missing ?? mine.value?.undecided
  return (
    <>
      <div class="bar">
        <h1>Orders</h1>
        <span class="soft">choose one to see every event and every hop of it</span>
        <form class="actions" onSubmit={find}>
          <label class="unseen" for="order-id">
            An order's id
          </label>
          <input
            id="order-id"
            name="id"
            placeholder="an order's id"
            size={36}
            required
            pattern="[0-9a-fA-F\-]{36}"
            title="The whole id, 36 characters"
          />
          <button type="submit">X-ray</button>
        </form>
      </div>
      {silent && (
        <p class="note" role="status">
          <b class={silent.service}>{silent.service}</b>: {silent.missing} There may be more than is shown here.
        </p>
      )}
      <ul class="orders">
        {[...lately.value]
          .toReversed()
          .slice(0, 60)
          .map(([id, one]) => (
            <Line key={id} id={id} story={one.story} detail={`${one.last}, ${clock(one.at).slice(0, 8)}`} />
          ))}
        {summaries.map(({ id, status, total }) => (
          <Line key={id} id={id} story={{ ...untold, status }} detail={total ? price(total) : ''} />
        ))}
      </ul>
      {lately.value.size + summaries.length === 0 && (
        <p class="nothing">Nothing has happened lately. Order something in the shop.</p>
      )}
    </>
  )
}

interface Lately {
  readonly story: OrderStory
  readonly last: string
  readonly at: number
}

// As many as fit on a few screens.
const most = 200

function withMore(lately: ReadonlyMap<string, Lately>, events: readonly LiveEvent[]): ReadonlyMap<string, Lately> {
  const next = new Map(lately)
  for (const { correlationId, subject, type, data, writtenAt } of events) {
    if (!correlationId || subject !== correlationId) continue
    const story = hear(next.get(correlationId)?.story ?? untold, { type, data })
    next.delete(correlationId)
    next.set(correlationId, { story, last: type, at: writtenAt })
  }
  return new Map([...next].slice(-most))
}

const Line = ({ id, story, detail }: { readonly id: string; readonly story: OrderStory; readonly detail: string }) => (
  <li class="card">
    <a class="mono" href={href(`/orders/${id}`)}>
      {shortId(id)}
    </a>
    <span class={`chip ${toneOf(story.status)}`}>
      <span class="dot" aria-hidden="true" />
      {statusInWords(story)}
    </span>
    <small>{detail}</small>
  </li>
)

function find(event: SubmitEvent) {
  event.preventDefault()
  const id = event.currentTarget instanceof HTMLFormElement && new FormData(event.currentTarget).get('id')
  if (typeof id === 'string') go(`/orders/${id.trim().toLowerCase()}`)
}
