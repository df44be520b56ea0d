/** What happens to a parcel after it has left, one step after the other. */
export type RoadStep =
  | { readonly status: 'delivery_failed'; readonly attempt: number }
  | { readonly status: 'delivered' }
  | { readonly status: 'lost' }
  | { readonly status: 'returned'; readonly reason: 'UNDELIVERABLE' }

const failed = (attempt: number): RoadStep => ({ status: 'delivery_failed', attempt })

const testPostcodes = new Map<string, readonly RoadStep[]>([
  ['10001', [failed(1), { status: 'delivered' }]],
  ['10003', [failed(1), failed(2), failed(3), { status: 'returned', reason: 'UNDELIVERABLE' }]],
  ['10009', [{ status: 'lost' }]],
])

/** The road to a postcode. */
export const roadTo = (postcode: string): readonly RoadStep[] =>
  testPostcodes.get(postcode) ?? [{ status: 'delivered' }]
