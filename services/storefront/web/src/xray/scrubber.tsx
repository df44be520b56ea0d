import type { Signal } from '@preact/signals'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { duration } from '../story/words.ts'
import { steps } from './rewind.ts'

interface ScrubberProps {
  readonly step: Signal<number>
  readonly since: number
  readonly status: string
  readonly tone: string
}

// The whole story in six seconds, however long it took.
const wholeStory = 6_000

/** Winds the picture back, and plays it. */
export function Scrubber({ step, since, status, tone }: ScrubberProps) {
  const playing = useSignal(false)
  useEffect(() => {
    if (!playing.value) return
    let before = performance.now()
    let frame = requestAnimationFrame(function turn(now) {
      step.value = Math.min(steps, step.value + ((now - before) / wholeStory) * steps)
      before = now
      if (step.value >= steps) playing.value = false
      else frame = requestAnimationFrame(turn)
    })
    return () => cancelAnimationFrame(frame)
  }, [playing.value])
  const toggle = () => {
    if (!playing.value && step.value >= steps) step.value = 0
    playing.value = !playing.value
  }
  return (
    <div class="scrub">
      <button type="button" aria-label={playing.value ? 'Pause' : 'Play'} onClick={toggle}>
        {playing.value ? '❚❚' : '▶'}
      </button>
      <input
        type="range"
        min={0}
        max={steps}
        step={1}
        value={step.value}
        aria-label="Moment"
        aria-valuetext={`${duration(since)} after the checkout, ${status}`}
        onInput={({ currentTarget }) => (step.value = Number(currentTarget.value))}
      />
      <code>+ {duration(since)}</code>
      <span class={`chip ${tone}`}>{status}</span>
    </div>
  )
}
