import { chownSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isServiceName, serviceNames } from '@saga-shop/local/names'
import { ownedFolders, secretsFolder } from './config.ts'
import { handOut } from './folders.ts'
import { completed, type Known, type Passwords, withoutThoseOf } from './passwords.ts'
import { readers } from './readers.ts'

const usage = `Makes the shop's passwords where they are missing, and hands each to those who need it. Says none, but to 'show'.

  node infra/compose/src/secrets/main.ts                    makes and hands out; a second run changes nothing
  node infra/compose/src/secrets/main.ts rotate <service>   new ones for a service; setup and its migration make them known
  node infra/compose/src/secrets/main.ts show               all of them, as JSON`

const keeper = 'keeper'
const [word = 'make', service = ''] = process.argv.slice(2)

if (word === 'make') make(known())
else if (word === 'rotate' && isServiceName(service)) make(withoutThoseOf(completed(known()), service))
else if (word === 'show') process.stdout.write(JSON.stringify(known()))
else say(word === '--help' ? 0 : 64, `${usage}\n\nServices: ${serviceNames.join(', ')}`)

function make(from: Known): void {
  const passwords: Passwords = completed(from)
  handOut(secretsFolder, { name: keeper, uid: 0, files: { 'passwords.json': JSON.stringify(passwords) } })
  const everybody = readers(passwords)
  for (const reader of everybody) handOut(secretsFolder, reader)
  for (const [folder = '', uid] of ownedFolders.map((owned) => owned.split(':')))
    chownSync(folder, Number(uid), Number(uid))
  process.stdout.write(`secrets: ${everybody.length} readers have theirs\n`)
}

function known(): Known {
  try {
    return JSON.parse(readFileSync(join(secretsFolder, keeper, 'passwords.json'), 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
}

function say(code: number, line: string): void {
  process.stdout.write(`${line}\n`)
  process.exitCode = code
}
