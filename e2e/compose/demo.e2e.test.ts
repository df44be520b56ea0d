import { compose } from '@saga-shop/compose'
import { expect, inject, test } from 'vitest'

test('the demo, in a container of its own, places orders of all kinds, and the judge is satisfied', async () => {
  const words = ['node', 'e2e/demo/main.ts', '--facts', '/secrets/demo/shop.json', '--exit', '--orders', '30']
  const said = await compose(inject('shopProject'), 'run', ['--rm', '--no-deps', '-T', 'demo', ...words])
  expect(said).toMatch(/Satisfied: all \d+ promises/)
})
