import { useSignal } from '@preact/signals'
import type { ReactionSource } from '../../build/reaction-sources.ts'
import { Code } from '../shell/code.tsx'

type Sources = Readonly<Record<string, Readonly<Record<string, ReactionSource>>>>

let sources: Promise<Sources> | undefined

/** The code that reacts to an event, as it was when these pages were built. Fetched when somebody wants to read it. */
export function Reaction({ service, type }: { readonly service: string; readonly type: string }) {
  const found = useSignal<ReactionSource | undefined>(undefined)
  const open = async () => {
    sources ??= import('virtual:reaction-sources').then(({ facts }) => facts)
    found.value = (await sources)[service]?.[type]
  }
  return (
    <details class="reaction" onToggle={({ currentTarget }) => currentTarget.open && void open()}>
      <summary>the code that hears it</summary>
      {found.value && (
        <>
          <code>
            {found.value.file}:{found.value.line}
          </code>
          <Code>{`${found.value.reaction}\n\n${found.value.source}`}</Code>
        </>
      )}
    </details>
  )
}
