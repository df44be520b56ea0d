import { spawnSync } from 'node:child_process'
import { findJava } from '@saga-shop/local'

/** Where to run the shop: where it was asked for; else in containers where Java is missing and Docker is not. */
export function chooseWhere(on: 'docker' | 'local' | undefined): 'docker' | 'local' {
  if (on) return on
  return !hasJava() && hasDocker() ? 'docker' : 'local'
}

function hasJava(): boolean {
  try {
    return Boolean(findJava())
  } catch {
    return false
  }
}

const hasDocker = () => spawnSync('docker', ['compose', 'version']).status === 0
