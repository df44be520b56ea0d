import { signal } from '@preact/signals'
import { type Place, readPlace } from './place.ts'

// A recording may lie in any folder of any file server, so its addresses live behind the #.
const recorded = globalThis.sagaRecorded
const now = () => (recorded ? location.hash || '#/' : location.pathname + location.search)

/** Where one is. */
export const place = signal<Place>(readPlace(now()))

/** The address of a place, as links carry it. */
export const href = (path: string) => (recorded ? `#${path}` : path)

/** The whole address, to be sent to somebody. */
export const permalink = (path: string) => new URL(href(path), location.href).href

/** Goes somewhere. `instead` leaves no step in the history. */
export function go(path: string, instead = false) {
  history[instead ? 'replaceState' : 'pushState'](null, '', href(path))
  place.value = readPlace(path)
}

/** Follows the back button, and links without loading the page again. */
export function followLinks() {
  const update = () => {
    place.value = readPlace(now())
  }
  addEventListener('popstate', update)
  addEventListener('hashchange', update)
  document.addEventListener('click', (click) => {
    const link = click.target instanceof Element ? click.target.closest('a') : null
    if (!link || click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey)
      return
    if (link.origin !== location.origin || link.target || link.download || recorded) return
    if (link.pathname.startsWith('/api') || link.pathname.startsWith('/docs') || link.hash) return
    click.preventDefault()
    go(link.pathname + link.search)
    scrollTo(0, 0)
  })
}
