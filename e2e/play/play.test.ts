import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Misunderstood } from '@saga-shop/local'
import { readRecording } from '@saga-shop/pages/recording'
import { afterAll, describe, expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'
import { driftIn } from './drift.ts'
import { recordingIn } from './read-recording.ts'
import { serveFolder } from './serve-folder.ts'
import { writePlayer } from './write-player.ts'

const root = join(import.meta.dirname, '../..')
const file = join(root, 'docs/run/tour/recording.json')
const content = readFileSync(file, 'utf8')
const recording = readRecording(JSON.parse(content))
const folder = mkdtempSync(join(tmpdir(), 'saga-shop-play-'))
const inFolder = (name: string) => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true }))

describe('the recording of the tour', () => {
  test("says what today's shop says and announces", () => expect(driftIn(recording)).toEqual([]))
  test('is small', () => expect(content.length).toBeLessThan(190_000))
  test('knows nobody: no name, no address, no card', () => {
    const { accounts: _, trials: __, ...rest } = recording // the demo's own accounts and test cards
    expect(JSON.stringify(rest)).not.toMatch(/@|canary|card_|street|postcode/i)
  })
  test('shows more than orders that go well', () => {
    const types = new Set(recording.events.map(({ event }) => event.type))
    for (const type of ['OrderDelivered', 'OrderPaymentFailed', 'OrderRefunded', 'OrderReturned', 'DeliveryFailed'])
      expect(types).toContain(type)
  })
})

describe('what differs from today is found', () => {
  const [first] = recording.events
  const withFirst = (change: object) =>
    driftIn({ ...recording, events: first ? [{ at: 0, event: { ...first.event, ...change } }] : [] })
  test.each([
    ['a topic that nobody writes', { topic: 'order.order-forgotten.v1' }, /nobody announces/],
    ['a fact with a field too many', { data: { ...Object(first?.event.data), colour: 'blue' } }, /event 1/],
    ['a fact with a field too few', { data: {} }, /event 1: \w+/],
    ['an answer without what every answer has', { partition: undefined }, /partition/],
  ])('%s', (_, change, said) => expect(withFirst(change).join('\n')).toMatch(said))
})

describe('npm run play', () => {
  test('writes a folder that any web server can serve, a second time too, and wipes out nothing else', async () => {
    const site = inFolder('site')
    expect(await play('--out', site)).toEqual({ code: 0, said: expect.stringMatching(/static files/) })
    await writePlayer(file, site)
    expect(readdirSync(site)).toEqual(expect.arrayContaining(['assets', 'index.html', 'recording.json']))
    expect(readFileSync(join(site, 'index.html'), 'utf8')).not.toMatch(/(?:src|href)="\//)
    await expect(writePlayer(file, folder)).rejects.toThrow('holds something else')
  }, 90_000)

  test('serves it until Ctrl-C, its address in its last line', async () => {
    const child = start()
    const [, url = ''] = await lastLineOf(child, /The shop, recorded: (http:\/\/127\.0\.0\.1:\d+)\n$/)
    expect(readRecording(await (await fetch(`${url}/recording.json`)).json())).toEqual(recording)
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
  }, 90_000)

  test('takes nobody a port away, and shows nothing but its folder', async () => {
    const { url, close } = await serveFolder(folder)
    await expect(serveFolder(folder, Number(new URL(url).port))).rejects.toThrow('is taken')
    expect((await fetch(`${url}/%2e%2e/${basename(folder)}/no-file`)).status).toBe(404)
    await close()
  })

  test.each([
    ['no file', undefined, /ENOENT/],
    ['no JSON', 'hello', /is no JSON/],
    ['no recording', '{}', /no recording of a shop/],
    ['a recording of long ago', content.replaceAll('order.order-validated.v1', 'x'), /another version of the shop/],
  ])('says what is wrong with %s', (name, written, said) => {
    if (written !== undefined) writeFileSync(inFolder(name), written)
    expect(() => recordingIn(inFolder(name))).toThrow(said)
  })

  test.each([[['--port', '70000']], [['--what']], [['one', 'two']]])('does not understand %j', (words) =>
    expect(() => readCommandLine(words)).toThrow(Misunderstood),
  )
})

const start = (...words: readonly string[]) =>
  spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** What it says, and how it ends. */
async function play(...words: readonly string[]) {
  const child = start(...words)
  const [[code], ...said] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, said: said.join('') }
}

/** Waits until what it has said ends like this. */
async function lastLineOf({ stdout }: ReturnType<typeof start>, end: RegExp) {
  let said = ''
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    said += chunk
    const found = end.exec(said)
    if (found) return found
  }
  throw new Error(`it said: ${said}`)
}
