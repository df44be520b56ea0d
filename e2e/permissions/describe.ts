import { type ResourceKind, users } from '@saga-shop/contracts'
import { sentence, surprises, type Tried } from './try-permissions.ts'

/** A table of what was tried, and every attempt that did not go as declared. */
export function describe(tried: readonly Tried[]): string {
  const wrong = surprises(tried)
  const verdict =
    wrong.length === 0
      ? `✓ every cell is as declared`
      : `✗ ${wrong.length} of ${tried.length} cells are not as declared`
  return [
    head,
    ...kinds.map((kind) => line(kind, tried)),
    line(undefined, tried),
    '',
    verdict,
    ...wrong.map(said),
  ].join('\n')
}

const kinds = ['topic', 'group', 'transactional id', 'cluster'] as const
const widths = [18, ...users.map(() => 14)]
const columns = (cells: readonly string[]) =>
  cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join('')
    .trimEnd()
const head = `let through + refused\n${columns(['', ...users])}`

function line(kind: ResourceKind | undefined, tried: readonly Tried[]) {
  const of = (user: string) =>
    tried.filter(({ cell }) => cell.user === user && (kind ?? cell.resource) === cell.resource)
  const counts = users.map((user) => {
    const through = of(user).filter(({ wasAllowed }) => wasAllowed).length
    return `${through} + ${of(user).length - through}`
  })
  return columns([kind ?? 'all', ...counts])
}

const said = ({ cell, errorCode, wasAllowed }: Tried) =>
  `  ${sentence(cell)}: ${wasAllowed ? 'was let through' : 'was refused'} (${errorCode}), declared is the opposite`
