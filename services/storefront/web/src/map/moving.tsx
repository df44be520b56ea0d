import { useEffect, useRef } from 'preact/hooks'
import type { ShopMap } from '../../../src/api.ts'
import type { Engine } from './engine.ts'
import { dotNear } from './flights.ts'
import type { MapLayout } from './layout.ts'
import { paint, readPalette } from './paint.ts'

interface MovingProps {
  readonly engine: Engine
  readonly layout: MapLayout
  readonly still: boolean
  readonly figures: ShopMap | undefined
  readonly chosen: string | undefined
  readonly only: string | undefined
  choose(event: unknown): void
}

/** Everything that moves, on a canvas over the drawing: nothing of it costs the page a layout. */
export function Moving({ choose, ...props }: MovingProps) {
  const { engine, layout, still } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => engine.layOut(layout, !still), [layout, still])
  useEffect(() => (canvas.current ? animate(canvas.current, latest) : undefined), [layout.width, layout.height])
  const click = ({ offsetX: x, offsetY: y }: MouseEvent) => {
    const dot = dotNear(engine.picture().dots, { x, y })
    if (dot) choose(dot.event)
  }
  return <canvas ref={canvas} class="moving" onClick={click} />
}

/** Paints once for every frame of the screen; twice a second where motion is not wanted. */
function animate(element: HTMLCanvasElement, latest: { readonly current: Omit<MovingProps, 'choose'> }) {
  const canvas = prepare(element, latest.current.layout)
  if (!canvas) return undefined
  let palette = readPalette(element)
  let [before, told, painted] = [performance.now(), 0, 0]
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const repaint = () => {
    palette = readPalette(element)
  }
  dark.addEventListener('change', repaint)
  let frame = requestAnimationFrame(function turn(now) {
    const { engine, layout, still, figures, chosen, only } = latest.current
    engine.turn(Math.min(200, now - before), performance.now())
    before = now
    if (!still || now - painted > 500) {
      painted = now
      paint(canvas, { ...engine.picture(), layout, palette, chosen, only, unheard: unheardOf(figures) })
    }
    if (now - told > 250) {
      told = now
      engine.tell(performance.now())
    }
    frame = requestAnimationFrame(turn)
  })
  return () => {
    cancelAnimationFrame(frame)
    dark.removeEventListener('change', repaint)
  }
}

function prepare(element: HTMLCanvasElement, { width, height }: MapLayout) {
  const scale = Math.min(2, devicePixelRatio)
  element.width = width * scale
  element.height = height * scale
  const canvas = element.getContext('2d')
  canvas?.setTransform(scale, 0, 0, scale, 0, 0)
  return canvas
}

const unheardOf = (figures: ShopMap | undefined) =>
  new Map((figures?.topics ?? []).map(({ topic, lag }) => [topic, Math.max(0, ...Object.values(lag))]))
