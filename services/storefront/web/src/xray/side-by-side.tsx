import type { Trail } from '../../../src/api.ts'
import { go } from '../shell/router.ts'
import { Comparison } from './comparison.tsx'
import { pathOf } from './path.ts'
import { Picture } from './picture.tsx'
import { Side } from './side.tsx'
import { useTrail } from './use-trail.ts'

interface SideBySideProps {
  readonly trail: Trail
  /** The other order's id. */
  readonly id: string
  /** The event that is open: of either. */
  readonly event: string | undefined
}

/** Two orders by the same scale of time, beside each other where there is room; and what differs, step by step. */
export function SideBySide({ trail, id, event }: SideBySideProps) {
  const { trail: other, problem } = useTrail(id)
  const chosen = event ?? trail.events[0]?.id
  const choose = (eventId: string) => go(pathOf(trail.orderId, id, eventId), true)
  if (!other || other.events.length === 0)
    return (
      <div class="xray two">
        <Picture trail={trail} chosen={chosen} choose={choose} />
        <p class="nothing" role="status">
          {problem ?? (other ? 'Nothing is known of the other order.' : 'Asking for the other order …')}
        </p>
      </div>
    )
  const opened = other.events.some((one) => one.id === chosen) ? other : trail
  return (
    <div class="xray two">
      <Picture trail={trail} beside={other} chosen={chosen} choose={choose} />
      <Picture trail={other} beside={trail} chosen={chosen} choose={choose} />
      <Comparison one={trail} other={other} />
      <Side trail={opened} eventId={chosen} choose={choose} />
    </div>
  )
}
