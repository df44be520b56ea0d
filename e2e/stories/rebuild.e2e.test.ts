import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import pg from 'pg'
import { expect, test } from 'vitest'
import { euros, fillShelves } from '../shop/index.ts'
import { newProduct } from './customer.ts'
import { shop, stack } from './shop.ts'

const script = join(import.meta.dirname, '../../infra/local/src/rebuild.ts')

/** What a person does: `npm run rebuild -- …`. */
const rebuild = (...words: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const command = execFile(process.execPath, [script, ...words, '--stack', stack.folder], (_, stdout, stderr) =>
      resolve({ code: command.exitCode ?? -1, said: stdout + stderr }),
    )
  })

async function change(statement: string, ...values: unknown[]) {
  const client = new pg.Client(stack.postgres.basket.url('owner'))
  await client.connect()
  await client.query(statement, values)
  await client.end()
}

const priceOf = async (id: string) => (await shop.offers()).find((offer) => offer.id === id)?.price.minor

test('a view that is wrong is made anew from the log while prices go on changing, and a person can look first', async () => {
  const [wrong, lost, moving] = await Promise.all([newProduct(), newProduct(), newProduct()])
  await eventually(async () => expect(await priceOf(moving)).toBe(2_000))
  await change('update products set minor = 1 where id = $1', wrong)
  await change('delete from products where id = $1', lost)

  const looked = await rebuild('basket', 'products', '--dry-run')
  expect(looked).toMatchObject({ code: 1, said: expect.stringMatching(new RegExp(`1 missing: ${lost}`)) })
  expect(looked.said).toMatch(new RegExp(`1 different: ${wrong}`))
  expect(await priceOf(wrong)).toBe(1)

  let price = 20
  let over = false
  const keeper = (async () => {
    for (; !over; await sleep(10))
      await fillShelves(shop, [{ id: moving, name: 'Moving', price: euros(++price), stocked: 10 }])
  })()
  const done = await rebuild('basket', 'products')
  over = true
  await keeper
  expect(done).toMatchObject({ code: 0, said: expect.stringMatching(/the live view is now what its topics say/) })
  expect(await priceOf(wrong)).toBe(2_000)
  expect(await priceOf(lost)).toBe(2_000)
  await eventually(async () => expect(await priceOf(moving)).toBe(price * 100))
  expect(await rebuild('basket', 'products', '--dry-run')).toMatchObject({ code: 0 })
})

test('who asks for a view that is not there is told which there are', async () => {
  expect(await rebuild('basket', 'baskets')).toMatchObject({ code: 64, said: expect.stringMatching(/products/) })
  expect(await rebuild('payment', 'payments')).toMatchObject({ code: 64, said: expect.stringMatching(/basket/) })
  expect(await rebuild('basket', '--help')).toMatchObject({ code: 0, said: expect.stringMatching(/--dry-run/) })
})
