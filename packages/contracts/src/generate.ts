import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generated } from './generated.ts'

/** Writes what is derived from the schemas; with `--check` only says what has drifted, and ends with 1 if something has. */
const checkOnly = process.argv.includes('--check')

for (const { file, text: derive } of generated) {
  const text = await derive()
  const path = fileURLToPath(file)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  if (checkOnly) process.exitCode = 1
  else writeFileSync(path, text)
  console.log(checkOnly ? `${path} has drifted from the schemas: run \`npm run generate\`` : `wrote ${path}`)
}
