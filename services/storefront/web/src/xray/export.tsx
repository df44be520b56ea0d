import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Trail } from '../../../src/api.ts'
import { Code } from '../shell/code.tsx'
import { curlFor } from './curl.ts'
import { mermaidOf } from './mermaid.ts'

const forms = {
  mermaid: { name: 'Mermaid', file: 'mmd', of: mermaidOf },
  json: { name: 'JSON', file: 'json', of: (trail: Trail) => JSON.stringify(trail, null, 2) },
  curl: { name: 'curl', file: 'sh', of: (trail: Trail) => curlFor(location.origin, trail.orderId) },
}

/** The order to take along: as a sequence diagram, as data, as questions for a terminal. */
export function Export({ trail }: { readonly trail: Trail }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useSignal<keyof typeof forms>('mermaid')
  const { file, of } = forms[form.value]
  const text = of(trail)
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        Export
      </button>
      <dialog ref={dialog} class="card export" aria-labelledby="export">
        <div class="row">
          <h2 id="export">Take it along</h2>
          <button type="button" class="small" aria-label="Close" onClick={() => dialog.current?.close()}>
            ✕
          </button>
        </div>
        <div class="actions">
          {Object.entries(forms).map(([key, { name }]) => (
            <button
              key={key}
              type="button"
              aria-pressed={form.value === key}
              onClick={() => (form.value = key as keyof typeof forms)}
            >
              {name}
            </button>
          ))}
        </div>
        <Code>{text}</Code>
        <div class="actions">
          <button type="button" class="main" onClick={() => void navigator.clipboard.writeText(text)}>
            Copy
          </button>
          <a
            class="button"
            download={`order-${trail.orderId}.${file}`}
            href={URL.createObjectURL(new Blob([text], { type: 'text/plain' }))}
          >
            Save
          </a>
        </div>
      </dialog>
    </>
  )
}
