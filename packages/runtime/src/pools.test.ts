import { expect, test } from 'vitest'
import { openPools } from './pools.ts'

/** A server, and a file with the password for it: they are changed one after the other. */
function scene() {
  const world = { url: 'old', wanted: 'old' }
  const opened: string[] = []
  const pools = openPools(world, (url) => {
    opened.push(url)
    return { url, end: async () => {} }
  })
  const ask = () =>
    pools.use(async ({ url }) => {
      await Promise.resolve()
      if (url !== world.wanted) throw Object.assign(new Error('refused'), { code: '28P01' })
      return url
    })
  const askAll = () => Promise.all(Array.from({ length: 5 }, ask))
  return { world, opened, ask, askAll }
}

test('a password that changed in the file first is used when the old one is refused, by all at once', async () => {
  const { world, opened, askAll } = scene()
  world.url = 'new'
  expect(new Set(await askAll())).toEqual(new Set(['old']))
  world.wanted = 'new'
  expect(new Set(await askAll())).toEqual(new Set(['new']))
  expect(opened).toEqual(['old', 'new'])
})

test('a password that changed at the server first is waited for', async () => {
  const { world, askAll } = scene()
  world.wanted = 'new'
  setTimeout(() => Object.assign(world, { url: 'new' }), 150)
  expect(new Set(await askAll())).toEqual(new Set(['new']))
})

test('a password that nobody knows is refused in the end', async () => {
  const { world, ask } = scene()
  world.wanted = 'other'
  await expect(ask()).rejects.toThrow('refused')
})

test('other failures are told at once', async () => {
  const pools = openPools({ url: 'old' }, () => ({ end: async () => {} }))
  let asked = 0
  const gone = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED', at: ++asked }))
  await expect(pools.use(gone)).rejects.toThrow('gone')
  expect(asked).toBe(1)
})
