import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const { status } = spawnSync('node_modules/.bin/biome', ['check', '--write', ...process.argv.slice(2)], {
  cwd: join(import.meta.dirname, '../..'),
  stdio: 'inherit',
})
process.exitCode = status ?? 1
