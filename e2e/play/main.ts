import { join } from 'node:path'
import { localFolder, runCommand, say, stopOnSignal } from '@saga-shop/local'
import { type PlayOptions, readCommandLine, usage } from './command-line.ts'
import { recordingIn } from './read-recording.ts'
import { serveFolder } from './serve-folder.ts'
import { writePlayer } from './write-player.ts'

await runCommand({ usage, read: readCommandLine, run, failed: 1 })

async function run({ file, port, out }: PlayOptions): Promise<number> {
  const { events, trails, milliseconds, recordedAt } = recordingIn(file)
  const folder = out ?? join(localFolder, 'played')
  await writePlayer(file, folder)
  const [order] = Object.keys(trails)
  say(`✓ ${file}: ${events.length} events in ${Math.round(milliseconds / 1_000)} s, of ${recordedAt.slice(0, 10)}`)
  if (out !== undefined) {
    say(`✓ ${out}: static files, for any web server or GitHub Pages`)
    return 0
  }
  const { url, close } = await serveFolder(folder, port)
  stopOnSignal().handOver({ stop: close })
  say(`  the live map          ${url}/#/map`)
  if (order) say(`  an order's X-ray      ${url}/#/orders/${order}`)
  say('  Ctrl-C stops it.')
  say(`\n  The shop, recorded: ${url}`)
  return new Promise(() => {})
}
