import { afterEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openServer, type Server } from './server.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
let app: Server
afterEach(() => app.close())

/** What a server tells browsers besides its answer. */
async function told(pages: boolean) {
  app = await openServer({ name: 'test', description: 'test', log, pages })
  app.get('/any', () => 'yes')
  return (await app.inject('/any')).headers
}

test('who asks a service is told not to guess what an answer is, and not to show it inside of another page', async () => {
  const headers = await told(false)
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' })
  expect(headers).not.toHaveProperty('cross-origin-opener-policy')
})

test('who asks for pages is told all that holds for pages, too', async () => {
  expect(await told(true)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': expect.stringContaining('max-age'),
  })
})
