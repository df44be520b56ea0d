import { spawnSync } from 'node:child_process'

/** Where file systems are mounted: outside of our name space nobody sees it. */
export const place = '/mnt'

/** Why no file system can be mounted here, if none can. */
export function noDisks(): string | undefined {
  if (process.platform !== 'linux') return 'file systems of its own size are made on Linux only'
  if (process.getuid?.() !== 0) return 'mounting needs root'
  if (process.execve === undefined) return 'this Node cannot begin anew in a name space of its own'
  return spawnSync('unshare', ['--mount', ...mountHere]).status === 0 ? undefined : 'nothing can be mounted here'
}

const mountHere = ['mount', '-t', 'tmpfs', '-o', 'mode=0755', 'saga-shop', place]
const title = 'saga-shop-faults'

/** Begins this process anew in a name space of its own for mounts: whatever it mounts goes with it, however it ends. */
export function enterNameSpace() {
  if (process.title === title) return hidePlace()
  const words = ['unshare', '--mount', '--propagation', 'private', process.execPath, `--title=${title}`]
  process.execve?.(found('unshare'), [...words, ...process.execArgv, ...process.argv.slice(1)])
}

/** Whatever is at our place is out of sight, so that folders can be made there. */
function hidePlace() {
  const [command = '', ...words] = mountHere
  spawnSync(command, words)
}

const found = (command: string) => spawnSync('which', [command], { encoding: 'utf8' }).stdout.trim()
