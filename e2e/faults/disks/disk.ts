import { spawnSync } from 'node:child_process'
import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { place } from './name-space.ts'

/** A small file system of its own, for one server. */
export interface Disk {
  readonly folder: string
  /** From now on not a byte more fits. */
  fill(): void
  /** There is room again. */
  free(): void
  /** Gives it back, with all that is on it. */
  remove(): void
}

const megabytes = 2_048

/** Makes a file system in memory that `uid` owns, in this process' own name space. Only what is written takes room. */
export function makeDisk(name: string, uid: number): Disk {
  const folder = join(place, name)
  mkdirSync(folder, { recursive: true })
  mount('-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700,uid=${uid},gid=${uid}`, 'saga-shop', folder)
  const resize = (bytes: number) => mount('-o', `remount,size=${bytes}`, folder)
  return {
    folder,
    fill: () => untilItFits(() => resize(usedIn(folder))),
    free: () => resize(megabytes * 2 ** 20),
    remove: () => run('umount', ['--lazy', folder]),
  }
}

function usedIn(folder: string): number {
  const { bsize, blocks, bfree } = statfsSync(folder)
  return bsize * (blocks - bfree)
}

/** Somebody may write between looking and saying so. */
function untilItFits(resize: () => void) {
  for (let attempt = 1; ; attempt++) {
    try {
      return resize()
    } catch (error) {
      if (attempt === 20) throw error
    }
  }
}

const mount = (...words: readonly string[]) => run('mount', words)

function run(command: string, words: readonly string[]) {
  const { status, stderr } = spawnSync(command, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`)
}
