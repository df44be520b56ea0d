/** How a process is called in a sentence. */
export const title: Readonly<Record<string, string>> = {
  basket: 'the basket service',
  order: 'the order service',
  payment: 'the payment service',
  shipping: 'the shipping service',
  email: 'the email service',
  relay: 'the relay',
  kafka: 'Kafka',
  bank: 'the bank',
  carrier: 'the carrier',
}

/** What happens while it is down. */
export const happens: Readonly<Record<string, string>> = {
  basket: 'Nobody can fill a basket: the button becomes a phone number. Orders that were placed go on to their doors.',
  order:
    'Checkout still works: the event waits in its topic. The catalogue is the one that was last announced. What was placed is decided when it is back.',
  payment: 'Orders wait, validated. When it is back, each card is charged once, whatever was in hand.',
  shipping: 'Orders wait, confirmed. No parcel is booked twice.',
  email: 'Letters wait. None goes out twice.',
  relay:
    'Everything that is decided stays in the outboxes; nothing moves between services. When it is back, it goes on where it was.',
  kafka: 'No event moves. Baskets fill, checkouts are accepted, and all of it is on its way when Kafka is back.',
  bank: 'Charges and refunds wait and are tried again, under the same key.',
  carrier: 'Parcels wait and are booked once.',
}
