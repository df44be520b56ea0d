import { Site } from './site.ts'

// The owner of a small stack, for tests that kill it: starts two processes, says who they are, and waits for its end.
const [folder, port = ''] = process.argv.slice(2)
const site = new Site(folder ? { folder } : { temporary: true })
await site.prepare()
const listener = `require('node:http').createServer().listen(${port}, '127.0.0.1')`
const stubborn = `trap '' TERM INT; while :; do sleep 0.1; done`
await site.run({ name: 'listener', command: process.execPath, arguments: ['-e', listener] })
await site.run({ name: 'stubborn', command: '/bin/sh', arguments: ['-c', stubborn] })
process.stdout.write(
  `${JSON.stringify({ folder: site.folder, guard: site.guard.pid, pids: site.processes.map(({ pid }) => pid) })}\n`,
)
