import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RecordSchema } from './avro-schema.ts'
import { kebab } from './event.ts'
import type { EventFile } from './typescript.ts'

const folder = new URL('../events/', import.meta.url)

/** Every `<owner>/<event>.v<major>.avsc`, by path. */
export const eventFiles = (): EventFile[] =>
  globSync('*/*.avsc', { cwd: fileURLToPath(folder) })
    .sort()
    .map(read)

function read(path: string): EventFile {
  const [, owner = '', name, major] = /^([^/\\]+)[/\\](.+)\.v(\d+)\.avsc$/.exec(path) ?? []
  const schema: RecordSchema = JSON.parse(readFileSync(new URL(path, folder), 'utf8'))
  if (name === undefined || kebab(schema.name) !== name)
    throw new Error(`events/${path} describes ${schema.name}: its name must be ${kebab(schema.name)}.v<major>.avsc`)
  return { owner, major: Number(major), schema }
}
