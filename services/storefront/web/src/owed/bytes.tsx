import type { ParkedStory } from '../../../src/api.ts'
import { Code } from '../shell/code.tsx'
import { hexRows } from './hex.ts'

interface Unreadable {
  readonly why: string
  readonly legible: ParkedStory['legible'] | undefined
  readonly bytes: string | undefined
}

/** Bytes that are no event: what they do say, and from where on they say nothing. */
export const Garbled = ({ why, legible, bytes }: Unreadable) => (
  <>
    <p class="undo">{why}</p>
    {legible ? <p>{senseOf(legible)}</p> : <p class="soft">It came without a body.</p>}
    {legible && Object.keys(legible.fields).length > 0 && <Code>{JSON.stringify(legible.fields, null, 2)}</Code>}
    {legible && bytes === undefined && (
      <p class="soft">Its bytes are shown to the keeper, where such events hold nothing personal.</p>
    )}
    {bytes !== undefined && <Hex bytes={bytes} stopsAt={legible?.stopsAt} />}
  </>
)

function senseOf({ as, stopsAt, stopsIn }: NonNullable<ParkedStory['legible']>): string {
  if (stopsAt === 0) return `Read as ${as}, it makes no sense from its first byte on.`
  return `Read as ${as}, it makes sense up to byte ${stopsAt}, where ${stopsIn ? `${stopsIn} should begin` : 'it should end'}.`
}

/** Bytes as they came; those that make no sense are underlined. */
export const Hex = ({ bytes, stopsAt }: { readonly bytes: string; readonly stopsAt?: number | undefined }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <pre tabIndex={0} class="hex">
    {hexRows(bytes, stopsAt).map(({ at, read, rest, text }) => (
      <div key={at}>
        <span class="soft">{at}</span> {read} {rest && <mark>{rest}</mark>} <span class="soft">{text}</span>
      </div>
    ))}
  </pre>
)
