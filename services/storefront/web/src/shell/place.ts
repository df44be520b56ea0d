/** What is open: a page, and what it shows. */
export interface Place {
  readonly page: 'shop' | 'map' | 'orders' | 'owed' | 'break' | 'nowhere'
  readonly id?: string
  readonly query: URLSearchParams
}

const pages: Readonly<Record<string, Place['page']>> = {
  '': 'shop',
  map: 'map',
  orders: 'orders',
  owed: 'owed',
  break: 'break',
}

/** Reads `/orders/7f3a…?with=02bd…`. */
export function readPlace(path: string): Place {
  const [way = '', query = ''] = path.replace(/^#/, '').split('?')
  const [first = '', id] = way.split('/').filter(Boolean)
  return {
    page: pages[first] ?? 'nowhere',
    ...(id && { id: decodeURIComponent(id) }),
    query: new URLSearchParams(query),
  }
}
