import type { Recipient } from '@saga-shop/contracts'
import type { Checkout } from './answers.ts'

const names = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Leslie', 'Frances', 'Tony', 'Katherine', 'Donald', 'Radia']

/** A customer's checkout: by default one whose card is approved and who is at home. */
export function checkoutOf(
  who: number,
  { postcode = '20095', cardToken = 'card_approve' }: { postcode?: string; cardToken?: string } = {},
): Checkout {
  return { recipient: recipient(who, postcode), cardToken }
}

function recipient(who: number, postcode: string): Recipient {
  const name = names[who % names.length] ?? 'Somebody'
  return {
    name: `${name} Canary`, // the judge looks for canaries wherever personal data must not be
    email: `${name.toLowerCase()}.${who}@canary.example.org`,
    street: `Canary Road ${who + 1}`,
    postcode,
    city: 'Hamburg',
    country: 'DE',
  }
}
