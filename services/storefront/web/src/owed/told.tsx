import { useSignal } from '@preact/signals'
import type { ParkedStory } from '../../../src/api.ts'
import { Code } from '../shell/code.tsx'
import { source } from '../shell/state.ts'
import { clock } from '../story/words.ts'
import { Became } from './became.tsx'
import { Garbled, Hex } from './bytes.tsx'

/** The story of something that is or was parked; it is asked for when somebody wants to know. */
export function Story({ service, id }: { readonly service: string; readonly id: string }) {
  const story = useSignal<ParkedStory | undefined>(undefined)
  const problem = useSignal('')
  const open = async () => {
    problem.value = ''
    story.value = await source.parkedStory(service, id).catch((error: unknown) => {
      problem.value = error instanceof Error ? error.message : 'It cannot be asked.'
      return undefined
    })
  }
  return (
    <details onToggle={({ currentTarget }) => currentTarget.open && void open()}>
      <summary>its story</summary>
      {problem.value && <p role="status">{problem.value}</p>}
      {story.value && <Told story={story.value} />}
    </details>
  )
}

const Told = ({ story }: { readonly story: ParkedStory }) => (
  <div class="told">
    <div class="beside">
      <div>
        <AsItCame story={story} />
      </div>
      <div>
        <Became story={story} />
      </div>
    </div>
    <h3>What was done about it</h3>
    <ol class="mono">
      {story.history.map(({ at, action, by, reason }) => (
        <li key={`${at} ${action}`}>
          <span class="soft">{clock(at)}</span> {action} by {by}
          {reason && `: ${reason}`}
        </li>
      ))}
    </ol>
  </div>
)

const AsItCame = ({
  story: { body, unreadable, legible, bytes, headers, outcome },
}: {
  readonly story: ParkedStory
}) => (
  <>
    {(body !== undefined || unreadable) && <h3>What it says</h3>}
    {body !== undefined && <Code>{JSON.stringify(body, null, 2)}</Code>}
    {unreadable && <Garbled why={unreadable} legible={legible} bytes={bytes} />}
    {outcome !== undefined && outcome !== null && (
      <>
        <h3>What came of the call</h3>
        <Code>{JSON.stringify(outcome, null, 2)}</Code>
      </>
    )}
    {body !== undefined && bytes && (
      <details>
        <summary>its bytes</summary>
        <Hex bytes={bytes} />
      </details>
    )}
    {headers !== undefined && (
      <details>
        <summary>its headers</summary>
        <Code>{JSON.stringify(headers, null, 2)}</Code>
      </details>
    )}
  </>
)
