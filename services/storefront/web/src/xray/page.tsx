import '../look/xray.css'
import type { Trail } from '../../../src/api.ts'
import { go, place } from '../shell/router.ts'
import { source } from '../shell/state.ts'
import { FindOrder } from './find-order.tsx'
import { Head } from './head.tsx'
import { pathOf } from './path.ts'
import { Picture } from './picture.tsx'
import { Side } from './side.tsx'
import { SideBySide } from './side-by-side.tsx'
import { Silent } from './silent.tsx'
import { useTrail } from './use-trail.ts'

/** One order under X-rays; without one, the way to choose it. */
export function OrdersPage() {
  const { id, query } = place.value
  if (!id) return <FindOrder />
  return <Xray key={id} id={id} other={query.get('with') ?? undefined} event={query.get('event') ?? undefined} />
}

interface XrayProps {
  readonly id: string
  readonly other: string | undefined
  readonly event: string | undefined
}

function Xray({ id, other, event }: XrayProps) {
  const { trail, problem } = useTrail(id)
  const chosen = event ?? trail?.events[0]?.id
  const choose = (eventId: string) => go(pathOf(id, undefined, eventId), true)
  if (!trail)
    return (
      <p class="nothing" role="status">
        {problem ?? 'Asking every service what it knows of this order …'}
      </p>
    )
  if (trail.events.length === 0) return <Unknown trail={trail} />
  return (
    <>
      <Head trail={trail} other={other} />
      <Silent trail={trail} />
      {other ? (
        <SideBySide key={other} trail={trail} id={other} event={event} />
      ) : (
        <div class="xray">
          <Picture trail={trail} chosen={chosen} choose={choose} />
          <Side trail={trail} eventId={chosen} choose={choose} />
        </div>
      )}
    </>
  )
}

function Unknown({ trail }: { readonly trail: Trail }) {
  return (
    <div class="nothing">
      <h1>Nothing is known of this order</h1>
      <p>
        {trail.complete
          ? 'Every service was asked. It may be on its way, or the address may be wrong.'
          : 'Not every service could be asked; it is tried again.'}
      </p>
      {source.recorded && <p>This recording does not hold it.</p>}
    </div>
  )
}
