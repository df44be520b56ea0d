import { compose, type Project } from '../running/project.ts'

/** Where a process shows its certificate, as seen from the machine itself. */
export interface Door {
  readonly name: string
  readonly port: number
  /** What to say on the way in, so that TLS begins at once. */
  readonly protocol?: string
}

/** The ports on which TLS begins at once: Postgres wants to hear its name for that, and mail begins without. */
const kinds: Record<number, Partial<Door>> = { 3000: {}, 8080: {}, 9094: {}, 5432: { protocol: 'postgresql' } }

interface Described {
  readonly ports?: readonly { readonly target: number; readonly published?: string }[]
}

/** The doors of these processes, or of all; second instances have the certificate of the first. */
export async function doorsOf(project: Project, names: readonly string[]): Promise<Door[]> {
  const { services } = JSON.parse(await compose(project, 'config', ['--format', 'json']))
  return doorsIn(services).filter(({ name }) => names.length === 0 || names.includes(name.replace(/-\d+$/, '')))
}

export const doorsIn = (services: Readonly<Record<string, Described>>): Door[] =>
  Object.entries(services).flatMap(([name, { ports = [] }]) =>
    ports.flatMap(({ target, published }) => {
      const kind = kinds[target]
      return kind && published ? [{ name, port: Number(published), ...kind }] : []
    }),
  )
