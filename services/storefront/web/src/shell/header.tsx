import { Health } from './health.tsx'
import { href, place } from './router.ts'

const pages = [
  ['shop', '/', 'Shop'],
  ['map', '/map', 'Live map'],
  ['orders', '/orders', 'Orders'],
  ['owed', '/owed', 'Owed & parked'],
  ['break', '/break', 'Break it'],
] as const

export const Header = () => (
  <header class="top">
    <a class="name" href={href('/')}>
      Saga Shop
    </a>
    <nav class="pages" aria-label="Pages">
      {pages.map(([page, path, title]) => (
        <a key={page} href={href(path)} aria-current={place.value.page === page ? 'page' : undefined}>
          {title}
        </a>
      ))}
    </nav>
    <Health />
  </header>
)
