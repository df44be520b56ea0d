import { useSignalEffect } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { Header } from './header.tsx'
import { lazy } from './lazy.tsx'
import { Nowhere } from './nowhere.tsx'
import { place } from './router.ts'
import { source } from './state.ts'

const pages = {
  shop: lazy(() => import('../shop/page.tsx').then(({ ShopPage }) => ShopPage)),
  map: lazy(() => import('../map/page.tsx').then(({ MapPage }) => MapPage)),
  orders: lazy(() => import('../xray/page.tsx').then(({ OrdersPage }) => OrdersPage)),
  owed: lazy(() => import('../owed/page.tsx').then(({ OwedPage }) => OwedPage)),
  break: lazy(() => import('../break/page.tsx').then(({ BreakPage }) => BreakPage)),
  nowhere: Nowhere,
}
const titles = {
  shop: 'Shop',
  map: 'Live map',
  orders: 'Orders',
  owed: 'Owed and parked',
  break: 'Break it',
  nowhere: 'Not here',
}

/** The frame around every page. */
export function App() {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(place.peek().page)
  useSignalEffect(() => {
    const { page } = place.value
    document.title = `${titles[page]} · Saga Shop`
    if (page !== shown.current) main.current?.focus({ preventScroll: true }) // so that another page is noticed by ear
    shown.current = page
  })
  const Page = pages[place.value.page]
  return (
    <>
      <a class="skip" href="#main">
        To the page itself
      </a>
      <Header />
      <main id="main" tabIndex={-1} ref={main}>
        <Page key={place.value.page} />
      </main>
      {source.recorded && (
        <footer class="end">
          This is a recording of a real shop, played again and again. Nothing here reaches anybody.
        </footer>
      )}
    </>
  )
}
