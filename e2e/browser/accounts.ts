/** Somebody who looks at a recording that nobody recorded. */
export const accounts = [
  {
    name: 'ada',
    role: 'customer',
    customerId: '0197f000-0000-7000-8000-000000000001',
    recipient: {
      name: 'Ada',
      email: 'ada@example.org',
      street: 'A Road 1',
      postcode: '20095',
      city: 'Hamburg',
      country: 'DE',
    },
  },
]
