import type { Owed } from '../../../src/api.ts'
import { href } from '../shell/router.ts'
import { shortId } from '../story/topology.ts'
import { duration } from '../story/words.ts'
import { byOrder, urgency } from './urgency.ts'

/** What is owed, the order that is stuck longest first. */
export const OwedList = ({ owed }: { readonly owed: Owed | undefined }) => (
  <section class="card" aria-labelledby="owed">
    <h2 id="owed">Owed</h2>
    {!owed && <p class="soft">Asking every service …</p>}
    {owed?.owed.length === 0 && (
      <p class="soft">
        {owed.missing.length > 0
          ? 'Nobody who answers is owed anything.'
          : 'Nobody owes anybody anything: every order that was begun has come to its end.'}
      </p>
    )}
    <ul class="debts">
      {byOrder(owed?.owed ?? []).map(([orderId, items]) => (
        <li key={orderId}>
          <a class="mono" href={href(`/orders/${orderId}`)}>
            {shortId(orderId)}
          </a>
          <ul>
            {items.map((item) => (
              <Debt key={`${item.service} ${item.deadline} ${item.since}`} item={item} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </section>
)

function Debt({ item }: { readonly item: Owed['owed'][number] }) {
  const { by, owes, service, since, overdueSeconds, waitsFor } = item
  const { part, overdue } = urgency(item, Date.now())
  return (
    <li class="debt">
      <div>
        <b class={by}>{by}</b> owes {owes}
        {overdueSeconds !== null && <span class="chip undo">overdue by {duration(overdueSeconds * 1_000)}</span>}
      </div>
      <meter
        class={overdue ? 'over' : ''}
        min={0}
        max={1}
        value={part}
        aria-label={overdue ? 'Its time is over' : `${Math.round(part * 100)} % of its time is over`}
      />
      <small>
        for {duration(Date.now() - Date.parse(since))}, says {service}
        {waitsFor.map(({ call, attempts }) => ` · hangs on ${call}${attempts > 1 ? `, ${attempts} attempts` : ''}`)}
      </small>
    </li>
  )
}
