import { useSignal } from '@preact/signals'
import type { ParkedItem } from '../../../src/api.ts'
import { source } from '../shell/state.ts'

/** Gives something up that is parked, for a reason. */
export function Discard({ item, changed }: { readonly item: ParkedItem; changed(): Promise<void> }) {
  const asking = useSignal(false)
  const problem = useSignal('')
  const discard = async (event: SubmitEvent) => {
    event.preventDefault()
    const reason = event.currentTarget instanceof HTMLFormElement && new FormData(event.currentTarget).get('reason')
    if (typeof reason !== 'string') return
    try {
      await source.discard(item.service, item.id, reason)
      asking.value = false
    } catch (error) {
      problem.value = error instanceof Error ? error.message : 'It could not be given up.'
    }
    await changed()
  }
  if (!asking.value)
    return (
      <button type="button" onClick={() => (asking.value = true)}>
        Give it up…
      </button>
    )
  return (
    <form class="actions" onSubmit={discard}>
      <label class="unseen" for={`why-${item.id}`}>
        Why it is given up
      </label>
      <input
        id={`why-${item.id}`}
        name="reason"
        required
        maxLength={1_000}
        placeholder="why? it is kept in the history"
      />
      <button type="submit" class="undo">
        Give it up
      </button>
      {problem.value && <p role="alert">{problem.value}</p>}
    </form>
  )
}
