import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** How much room an element has, rounded so that a scroll bar that comes and goes moves nothing. */
export function useSize(): [RefObject<HTMLDivElement | null>, { readonly width: number; readonly height: number }] {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 1_200, height: 640 })
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    const measure = () => setSize((before) => sizeOf(element, before))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [place.current])
  return [place, size]
}

function sizeOf(element: Element, before: { readonly width: number; readonly height: number }) {
  const width = Math.floor(element.clientWidth)
  const height = Math.max(520, innerHeight - 330)
  return before.width === width && before.height === height ? before : { width, height }
}
