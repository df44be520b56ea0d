import type { Signal } from '@preact/signals'
import { count, duration } from '../story/words.ts'
import type { Engine } from './engine.ts'

/** Pause, slow motion, one event at a time; and only the events of one order. */
export function Controls({ engine, only }: { readonly engine: Engine; readonly only: Signal<string> }) {
  const { speed, behind, waiting } = engine.shown.value
  return (
    <div class="actions">
      {(behind > 1_500 || (speed === 0 && waiting > 0)) && (
        <button type="button" class="wait" onClick={engine.jumpToNow}>
          {speed === 0 ? `${count(waiting, 'event')} waiting` : `${duration(behind)} behind`}: show now
        </button>
      )}
      <button type="button" aria-pressed={speed === 0} onClick={() => (speed === 0 ? engine.play() : engine.pause())}>
        {speed === 0 ? '▶ Go on' : '❚❚ Pause'}
      </button>
      <button
        type="button"
        aria-pressed={speed > 0 && speed < 1}
        onClick={() => engine.play(speed > 0 && speed < 1 ? 1 : 0.25)}
      >
        Slow ×¼
      </button>
      <button type="button" onClick={engine.step} disabled={speed === 0 && waiting === 0}>
        Step
      </button>
      <label class="only">
        <span class="unseen">Only the order whose id begins with</span>
        <input
          type="search"
          placeholder="Only order…"
          size={12}
          maxLength={36}
          onInput={({ currentTarget }) => (only.value = currentTarget.value.trim().toLowerCase())}
        />
      </label>
    </div>
  )
}
