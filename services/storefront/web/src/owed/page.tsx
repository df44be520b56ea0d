import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import '../look/owed.css'
import type { Owed, Parked, SeenTo } from '../../../src/api.ts'
import { everySoOften } from '../shell/every-so-often.ts'
import { me, source } from '../shell/state.ts'
import { count } from '../story/words.ts'
import { OwedList } from './owed-list.tsx'
import { ParkedList } from './parked-list.tsx'
import { SeenToList } from './seen-to-list.tsx'

/** Who owes what since when, and what waits for a person. */
export function OwedPage() {
  const owed = useSignal<Owed | undefined>(undefined)
  const parked = useSignal<Parked | undefined>(undefined)
  const seenTo = useSignal<SeenTo | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  const may = me.value?.mayWatch
  async function ask() {
    try {
      const [nowOwed, nowParked, nowSeenTo] = await Promise.all([source.owed(), source.parked(), source.seenTo()])
      owed.value = nowOwed
      parked.value = nowParked
      seenTo.value = nowSeenTo
      problem.value = undefined
    } catch (error) {
      problem.value = error instanceof Error ? error.message : 'It cannot be asked.'
    }
  }
  useEffect(() => (may ? everySoOften(3_000, ask) : undefined), [may])
  if (me.value && !may)
    return <p class="nothing">What is owed and parked is for the shop's keeper. Choose the keeper at the top right.</p>
  const missing = [...(owed.value?.missing ?? []), ...(parked.value?.missing ?? [])]
  return (
    <>
      <div class="bar">
        <h1>Owed and parked</h1>
        {owed.value && (
          <span class="soft">
            {count(owed.value.total, 'promise')} open, {owed.value.overdue} overdue;{' '}
            {count(parked.value?.parked.filter(({ reason }) => reason !== null).length ?? 0, 'thing')} parked
          </span>
        )}
      </div>
      {problem.value && (
        <p class="note undo" role="status">
          {problem.value}
        </p>
      )}
      {[...new Map(missing.map((one) => [one.service, one])).values()].map(({ service, missing: why }) => (
        <p key={service} class="note" role="status">
          <b class={service}>{service}</b>: {why} There may be more than is shown here.
        </p>
      ))}
      <div class="owed">
        <OwedList owed={owed.value} />
        <div class="stack">
          <ParkedList parked={parked.value} changed={ask} />
          <SeenToList seenTo={seenTo.value} />
        </div>
      </div>
    </>
  )
}
