import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Site } from './site.ts'
import { listens } from './wait.ts'

// The owner of a small stack, for tests that kill it: starts two processes, says who they are, and waits for its end.
const [folder, port = ''] = process.argv.slice(2)
const site = new Site(folder ? { folder } : { temporary: true })
await site.prepare()
const listener = `require('node:http').createServer().listen(${port}, '127.0.0.1')`
const isUp = join(site.folder, 'stubborn-is-up')
const stubborn = `trap '' TERM INT; : > '${isUp}'; while :; do sleep 0.1; done`
const [node, shell] = [process.execPath, '/bin/sh']
await site.run({ name: 'listener', command: node, arguments: ['-e', listener], ready: listens(Number(port)) })
await site.run({ name: 'stubborn', command: shell, arguments: ['-c', stubborn], ready: async () => existsSync(isUp) })
process.stdout.write(
  `${JSON.stringify({ folder: site.folder, guard: site.guard.pid, pids: site.processes.map(({ pid }) => pid) })}\n`,
)
