import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'

/** A page that is fetched when it is opened, so that nobody waits for the code of the others. */
export function lazy(load: () => Promise<ComponentType>): ComponentType {
  const loaded = signal<{ readonly Page?: ComponentType; readonly failed?: true }>({})
  let asked = false
  return function Lazy() {
    if (!asked) {
      asked = true
      load().then(
        (Page) => {
          loaded.value = { Page }
        },
        () => {
          asked = false
          loaded.value = { failed: true }
        },
      )
    }
    const { Page, failed } = loaded.value
    if (Page) return <Page />
    return (
      <p class="nothing">
        {failed ? 'This page could not be loaded. Load it again when the shop answers.' : 'One moment …'}
      </p>
    )
  }
}
