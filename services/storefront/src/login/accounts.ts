import type { Account } from '../api.ts'

const customer = (name: string, number: number, postcode: string, city: string): Account => ({
  name: name.toLowerCase(),
  role: 'customer',
  customerId: `0197f000-0000-7000-8000-00000000000${number}`,
  recipient: {
    name: `${name} Canary`, // the judge looks for canaries wherever personal data must not be
    email: `${name.toLowerCase()}@canary.example.org`,
    street: `Canary Road ${number}`,
    postcode,
    city,
    country: 'DE',
  },
})

/** Demo accounts. They stand for whoever a real shop knows: there is no password, and the logins are as strict as with one. */
export const accounts: readonly Account[] = [
  customer('Ada', 1, '20095', 'Hamburg'),
  customer('Grace', 2, '10115', 'Berlin'),
  customer('Edsger', 3, '80331', 'Munich'),
  customer('Barbara', 4, '50667', 'Cologne'),
  { ...customer('Keeper', 9, '20095', 'Hamburg'), role: 'keeper' },
]

export const accountCalled = (name: string) => accounts.find((account) => account.name === name)
