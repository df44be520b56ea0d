import { derivedId } from '@saga-shop/runtime'
import { v5 } from 'uuid'
import { expect, test } from 'vitest'
import { eventId, uuidv5 } from './ids.ts'

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

test('the ids that the judge works out are those of the standard', () => {
  expect(uuidv5('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2') // RFC 9562, appendix A.4
  expect(uuidv5('Grüße', dns)).toBe(v5('Grüße', dns))
})

test('the runtime gives events the same ids', () => {
  expect(eventId(dns, 'OrderValidated', 1)).toBe(derivedId(dns, 'OrderValidated#1'))
})
