import { spawnSync } from 'node:child_process'
import { parseWords, runCommand, say } from '@saga-shop/local'
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

const options = { json: { type: 'boolean', default: false }, sbom: { type: 'string' } } as const

await runCommand({ usage, read, run, failed: 1 })

function read(words: readonly string[]) {
  return parseWords(words, { options }, usage).values
}

async function run({ json, sbom }: ReturnType<typeof read>): Promise<number> {
  if (sbom !== undefined) return writeBill(sbom)
  const report = await gather()
  say(json ? JSON.stringify(report, null, 2) : describeReport(report).join('\n'))
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
