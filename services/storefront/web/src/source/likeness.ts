import type { CheckOut } from '../../../src/api.ts'

/** What an order's events are, in the order in which they came. */
type Story = readonly { readonly type: string; readonly data?: unknown }[]

const has = (story: Story, type: string) => story.some((event) => event.type === type)
const times = (story: Story, type: string) => story.filter((event) => event.type === type).length
const cardOf = (story: Story) => {
  const data = story.find(({ type }) => type === 'OrderRequested')?.data
  return typeof data === 'object' && data !== null && 'cardToken' in data ? data.cardToken : undefined
}

const byPlace: Readonly<Record<string, (story: Story) => boolean>> = {
  '10001': (story) => times(story, 'DeliveryFailed') === 1 && has(story, 'OrderDelivered'),
  '10003': (story) => times(story, 'DeliveryFailed') === 3 && has(story, 'OrderReturned'),
  '10009': (story) => has(story, 'OrderReturned') && !has(story, 'DeliveryFailed') && !has(story, 'OrderCancelled'),
}
const goesWell = (story: Story) => has(story, 'OrderDelivered') && !has(story, 'DeliveryFailed')
const fails = (story: Story) => has(story, 'OrderPaymentFailed')

/** How well a recorded order matches what somebody orders now: the same card and the same fate are best. */
export function likeness(story: Story, { cardToken, recipient }: Pick<CheckOut, 'cardToken' | 'recipient'>): number {
  const declined = cardToken === 'card_decline' || cardToken === 'card_insufficient_funds'
  const fate = declined ? fails : (byPlace[recipient.postcode] ?? goesWell)
  return (fate(story) ? 2 : 0) + (cardOf(story) === cardToken ? 1 : 0)
}
