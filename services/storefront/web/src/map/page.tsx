import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import '../look/map.css'
import type { LiveEvent } from '../../../src/api.ts'
import { figures, me, source, status } from '../shell/state.ts'
import type { Line } from '../source/source.ts'
import { topology } from '../story/topology-of-shop.ts'
import { Controls } from './controls.tsx'
import { Drawing } from './drawing.tsx'
import { openEngine } from './engine.ts'
import { EventSheet } from './event-sheet.tsx'
import { JustNow } from './just-now.tsx'
import { layoutMap } from './layout.ts'
import { Moving } from './moving.tsx'
import { OrdersNow } from './orders-now.tsx'
import { ServiceCards } from './service-cards.tsx'
import { useSize } from './use-size.ts'
import { useStillness } from './use-stillness.ts'

/** Services and topics as a picture, and every event as it travels through them. */
export function MapPage() {
  const engine = useMemo(() => openEngine(), [])
  const chosen = useSignal<LiveEvent | undefined>(undefined)
  const only = useSignal('')
  const still = useStillness()
  const [place, size] = useSize()
  const layout = useMemo(() => layoutMap(topology, size.width, size.height), [size.width, size.height])
  const line = useSignal<Line>('connecting')
  const watching = me.value?.mayWatch
  useEffect(() => {
    if (!watching) return
    const live = source.live({}, engine.hear)
    const stopWatching = live.line.subscribe((value) => (line.value = value))
    return () => {
      stopWatching()
      live.close()
    }
  }, [watching])
  if (me.value && !watching) return <NotForYou />
  return (
    <>
      <div class="bar">
        <h1>Live map</h1>
        <span class="soft">every dot is an event; the tapes are Kafka topics</span>
        <Controls engine={engine} only={only} />
      </div>
      <Unheard line={line.value} />
      <div class={chosen.value ? 'map with-sheet' : 'map'}>
        <section class="card picture" aria-label="The map">
          {layout.compact && <ServiceCards figures={figures.value} />}
          <div class="canvas" ref={place}>
            <Drawing layout={layout} figures={figures.value} />
            <Moving
              engine={engine}
              layout={layout}
              still={still}
              figures={figures.value}
              chosen={chosen.value?.id ?? undefined}
              only={only.value || undefined}
              choose={(event) => (chosen.value = event as LiveEvent)}
            />
          </div>
        </section>
        {chosen.value && <EventSheet event={chosen.value} close={() => (chosen.value = undefined)} />}
      </div>
      <section class="foot">
        <OrdersNow engine={engine} />
        <JustNow engine={engine} choose={(event) => (chosen.value = event)} />
      </section>
    </>
  )
}

/** A map on which nothing moves says whether nothing happens. */
function Unheard({ line }: { readonly line: Line }) {
  const deaf = status.value?.can.live === false
  if (!deaf && line !== 'lost') return null
  return (
    <p class="note undo" role="status">
      {deaf
        ? 'Kafka is not heard at the moment: what happens is shown when it is back.'
        : 'The line to the events is lost: it is tried again.'}
    </p>
  )
}

const NotForYou = () => (
  <div class="nothing">
    <h1>All events of all orders</h1>
    <p>are for the shop's keeper. Choose the keeper at the top right; your own orders are on the first page.</p>
  </div>
)
