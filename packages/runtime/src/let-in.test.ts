import { expect, test } from 'vitest'
import { keys, letIn } from './let-in.ts'

/** A server, and a file with the password for it; both can be changed, one after the other. */
function scene() {
  const scene = { inFile: 'old', wanted: 'old' }
  const access = keys(() => scene.inFile)
  const tried: string[] = []
  const connect = () =>
    letIn(access, async () => {
      const password = access.current()
      tried.push(password)
      if (password !== scene.wanted) throw Object.assign(new Error('refused'), { code: '28P01' })
    })
  return Object.assign(scene, { tried, connect })
}

test('a password that changed in the file first opens the door before and after the server knows it', async () => {
  const shop = scene()
  await shop.connect()
  shop.inFile = 'new'
  await shop.connect()
  shop.wanted = 'new'
  await shop.connect()
  await shop.connect()
  expect(shop.tried).toEqual(['old', 'new', 'old', 'old', 'new', 'new'])
})

test('a password that nobody knows is refused in the end', async () => {
  const shop = scene()
  shop.wanted = 'other'
  await expect(shop.connect()).rejects.toThrow('refused')
  expect(shop.tried).toHaveLength(10)
})

test('other failures are told at once', async () => {
  const access = keys(() => 'old')
  let knocked = 0
  const knock = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED', at: ++knocked }))
  await expect(letIn(access, knock)).rejects.toThrow('gone')
  expect(knocked).toBe(1)
})
