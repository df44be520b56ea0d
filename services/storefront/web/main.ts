import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { buildPages } from './build.ts'

const usage = `Builds the pages of the shop into services/storefront/web/dist, which the storefront serves.

  npm run build:pages -- [options]

  --recorded        pages that play the recording.json beside them, without any shop
  --out <folder>    where to
  --help
`
const options = { recorded: { type: 'boolean' }, out: { type: 'string' }, help: { type: 'boolean' } } as const

try {
  const { values } = parseArgs({ options })
  if (values.help) process.stdout.write(usage)
  else await run(values.recorded ?? false, values.out)
} catch (error) {
  if (!(error instanceof TypeError && 'code' in error)) throw error
  process.stderr.write(`${error.message}\n\n${usage}`)
  process.exitCode = 64
}

async function run(recorded: boolean, out: string | undefined) {
  const begin = performance.now()
  const outDir = await buildPages({ recorded, ...(out && { outDir: join(process.cwd(), out) }) })
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1)
  const { size } = statSync(join(outDir, 'index.html'))
  process.stdout.write(
    `✓ pages built into ${relative(process.cwd(), outDir)} in ${seconds} s (${size} bytes of HTML)\n`,
  )
}
