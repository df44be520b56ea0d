import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from './ports.ts'
import { Site } from './site.ts'
import { listens } from './wait.ts'

const site = new Site({ temporary: true })
beforeAll(() => site.prepare())
afterAll(() => site.close())

const node = (name: string, script: string) => ({ name, command: process.execPath, arguments: ['-e', script] })

test('a killed process starts again on the same port', async () => {
  const port = await freePort()
  const ready = listens(port)
  const listener = await site.run({ ...node('listener', `require('node:net').createServer().listen(${port})`), ready })
  const first = listener.pid
  await listener.kill()
  expect(listener.pid).toBeUndefined()
  await listener.start()
  await listener.ready()
  expect(listener.pid).not.toBe(first)
  await listener.stop()
})

test('a process that ends before it is ready says why', async () => {
  const broken = node('broken', 'console.log("hello"); throw new Error("DATABASE_URL is missing")')
  await expect(site.run({ ...broken, ready: async () => false })).rejects.toThrow(
    /broken ended \(code 1\) before it was ready: .*DATABASE_URL is missing/,
  )
})

test('a process that does not want to end is killed after a while', async () => {
  const port = await freePort()
  const script = `process.on('SIGTERM', () => {}); require('node:net').createServer().listen(${port})`
  const stubborn = await site.run({ ...node('stubborn', script), ready: listens(port), patience: 300 })
  const { exited } = stubborn
  await stubborn.stop()
  expect(await exited).toEqual({ code: null, signal: 'SIGKILL' })
})

test('a program that is not there is a failed job, not a crash', async () => {
  await expect(site.job('absent', { command: '/no/such/program', arguments: [] })).rejects.toThrow(
    /absent failed \(code 127\)/,
  )
})

test('nothing starts any more on a stack that was stopped', async () => {
  const stopped = new Site({ temporary: true })
  await stopped.prepare()
  await stopped.stop()
  await expect(stopped.run(node('late', ''))).rejects.toThrow('too late')
})
