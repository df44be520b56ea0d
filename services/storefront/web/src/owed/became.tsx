import type { ParkedStory } from '../../../src/api.ts'
import { Code } from '../shell/code.tsx'
import { changesBetween } from './moved.ts'

/** Beside what came: what it meets, or what became of it. */
export function Became({ story: { item, stands, history } }: { readonly story: ParkedStory }) {
  const ledTo = history.findLast((action) => action.ledTo)?.ledTo
  if (ledTo) return <LedTo ledTo={ledTo} />
  if (item && stands !== undefined) return <Meets stands={stands} />
  if (history.at(-1)?.action === 'discarded')
    return <p class="soft">It was given up: nothing was announced, and nothing changed.</p>
  return null
}

const Meets = ({ stands }: { readonly stands: unknown }) => (
  <>
    <h3>What it will meet</h3>
    {stands === null ? (
      <p class="soft">Nothing: this service knows nothing of this order yet.</p>
    ) : (
      <Code>{JSON.stringify(stands, null, 2)}</Code>
    )}
  </>
)

type Told = NonNullable<ParkedStory['history'][number]['ledTo']>

function LedTo({ ledTo: { announced, owes, before, after } }: { readonly ledTo: Told }) {
  const changes = changesBetween(before, after)
  return (
    <>
      <h3>What became of it</h3>
      {announced.length + owes.length + changes.length === 0 && (
        <p class="soft">It was heard, and changed nothing here.</p>
      )}
      {announced.length > 0 && <p>It led to {announced.map(({ type }) => type).join(', ')}.</p>}
      {owes.length > 0 && <p>Owed outside since: {owes.join(', ')}.</p>}
      {changes.length > 0 && (
        <table class="moved">
          <thead>
            <tr>
              <td />
              <th scope="col">before</th>
              <th scope="col">after</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field}>
                <th scope="row">{change.field}</th>
                <td>{change.before}</td>
                <td>{change.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
