import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

const places = ['/usr/bin', '/usr/local/bin', '/opt/google/chrome', '/Applications/Google Chrome.app/Contents/MacOS']
const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'Google Chrome']

/** The machine's own Chromium, if there is one; nothing is fetched here. */
export const chromiumPath = (): string | undefined =>
  places.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram)

/**
 * Installs Chromium where nobody must be asked for it: as root, where there is apt-get. Answers whether it is there now.
 */
export function installChromium(say: (line: string) => void): boolean {
  if (process.getuid?.() !== 0 || apt('--version').status !== 0) return false
  say('installing chromium (apt-get) …')
  apt('update')
  const { status, stderr } = apt('install', 'chromium', 'fonts-dejavu-core')
  if (status !== 0) say(`chromium could not be installed: ${stderr.trim().split('\n').at(-1)}`)
  return chromiumPath() !== undefined
}

const apt = (...words: string[]) =>
  spawnSync('apt-get', ['-y', '--no-install-recommends', ...words], { encoding: 'utf8' })

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
