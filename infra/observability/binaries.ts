import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const kept = join(import.meta.dirname, '../../.local/prometheus')

/** The programs of Prometheus. */
export interface Binaries {
  readonly prometheus: string
  readonly promtool: string
}

/** Those on the path, or Debian's, fetched once without being installed. Undefined where neither can be had: then one line says so. */
export async function findPrometheus(): Promise<Binaries | undefined> {
  if (await answers('prometheus')) return { prometheus: 'prometheus', promtool: 'promtool' }
  const unpacked = binariesIn(kept)
  if (existsSync(unpacked.prometheus)) return unpacked
  try {
    await fetchPackage()
    return unpacked
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split('\n')
    process.stderr.write(`skipped: alerts are not fired, as there is no Prometheus here (install it; ${why})\n`)
    return undefined
  }
}

const binariesIn = (folder: string): Binaries => ({
  prometheus: join(folder, 'usr/bin/prometheus'),
  promtool: join(folder, 'usr/bin/promtool'),
})

const answers = (program: string) =>
  run(program, ['--version']).then(
    () => true,
    () => false,
  )

/** Whoever comes second finds it done. */
async function fetchPackage() {
  mkdirSync(join(kept, '..'), { recursive: true })
  const folder = mkdtempSync(`${kept}-`)
  try {
    await run('apt-get', ['download', '-q', 'prometheus'], { cwd: folder })
    const [archive] = readdirSync(folder).filter((name) => name.endsWith('.deb'))
    await run('dpkg-deb', ['-x', join(folder, archive ?? ''), join(folder, 'unpacked')])
    if (!existsSync(kept)) renameSync(join(folder, 'unpacked'), kept)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
