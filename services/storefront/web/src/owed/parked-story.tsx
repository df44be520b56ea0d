import { useSignal } from '@preact/signals'
import type { ParkedItem, ParkedStory as Story } from '../../../src/api.ts'
import { Code } from '../shell/code.tsx'
import { source } from '../shell/state.ts'
import { clock } from '../story/words.ts'

interface ParkedStoryProps {
  readonly item: ParkedItem
  readonly keeper: boolean
  redrive(): Promise<void>
  changed(): Promise<void>
}

/** What it says, what was done about it, and what a person can do now. */
export function ParkedStory({ item, keeper, redrive, changed }: ParkedStoryProps) {
  const story = useSignal<Story | undefined>(undefined)
  const open = async () => (story.value = await source.parkedStory(item.service, item.id).catch(() => undefined))
  return (
    <>
      <details onToggle={({ currentTarget }) => currentTarget.open && void open()}>
        <summary>its story</summary>
        {story.value && <Told story={story.value} />}
      </details>
      {keeper && (
        <div class="actions">
          <button type="button" onClick={() => void redrive()}>
            Hear it again
          </button>
          <Discard item={item} changed={changed} />
        </div>
      )}
    </>
  )
}

const Told = ({ story: { body, unreadable, bytes, headers, outcome, history } }: { readonly story: Story }) => (
  <div class="told">
    {body !== undefined && (
      <>
        <h3>What it says</h3>
        <Code>{JSON.stringify(body, null, 2)}</Code>
      </>
    )}
    {outcome !== undefined && outcome !== null && (
      <>
        <h3>What came of the call</h3>
        <Code>{JSON.stringify(outcome, null, 2)}</Code>
      </>
    )}
    {unreadable && <p class="undo">{unreadable}</p>}
    {body === undefined && bytes && <Code>{bytes}</Code>}
    {headers !== undefined && (
      <details>
        <summary>its headers</summary>
        <Code>{JSON.stringify(headers, null, 2)}</Code>
      </details>
    )}
    <h3>What was done about it</h3>
    <ol class="mono">
      {history.map(({ at, action, by, reason }) => (
        <li key={`${at} ${action}`}>
          <span class="soft">{clock(at)}</span> {action} by {by}
          {reason && `: ${reason}`}
        </li>
      ))}
    </ol>
  </div>
)

function Discard({ item, changed }: { readonly item: ParkedItem; changed(): Promise<void> }) {
  const asking = useSignal(false)
  const problem = useSignal('')
  const discard = async (event: SubmitEvent) => {
    event.preventDefault()
    const reason = event.currentTarget instanceof HTMLFormElement && new FormData(event.currentTarget).get('reason')
    if (typeof reason !== 'string') return
    await source.discard(item.service, item.id, reason).catch((error: unknown) => (problem.value = String(error)))
    asking.value = false
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
