import { spawnSync } from 'node:child_process'
import { Problem, parseWords } from '@saga-shop/local'
import { nodeImage } from '../running/config.ts'
import { usualProject } from '../running/project.ts'
import { describeReport, type Report } from './describe.ts'
import { imageSizes, imagesOf, memoryOf } from './figures.ts'

const usage = `How large the shop's images are, and how much memory its containers take right now.

  npm run compose:report -- [options]

  --json          print it as JSON
  --sbom <file>   write what the Node image is made of into this file instead (CycloneDX)
  --help

Exit code: 0 done, 1 Docker could not be asked, 64 this was not understood.`

class Misunderstood extends Problem {}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = error instanceof Misunderstood ? 64 : 1
}

async function run(words: readonly string[]): Promise<number> {
  const options = { json: { type: 'boolean' }, sbom: { type: 'string' }, help: { type: 'boolean' } } as const
  const { json, sbom, help } = parseWords(words, { options }, usage, Misunderstood).values
  if (sbom !== undefined) return writeBill(sbom)
  const report = help ? undefined : await gather()
  if (!report) process.stdout.write(`${usage}\n`)
  else process.stdout.write(`${json ? JSON.stringify(report, null, 2) : describeReport(report).join('\n')}\n`)
  return 0
}

async function gather(): Promise<Report> {
  const images = await imageSizes(await imagesOf(usualProject))
  const [base] = await imageSizes([nodeImage])
  const own = images.find(({ image }) => image.startsWith('saga-shop:'))
  const ours = base && own && { image: own.image, base: base.image, bytes: own.bytes - base.bytes }
  return { images, ours, memory: await memoryOf(usualProject) }
}

/** From the lockfile: the image holds what it names, and no development dependency. */
function writeBill(file: string): number {
  const kind = ['--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6', '--sbom-type', 'application']
  const { status } = spawnSync('pnpm', ['sbom', '--prod', '--no-optional', '--lockfile-only', ...kind, '--out', file], {
    stdio: 'inherit',
  })
  return status === 0 ? 0 : 1
}
