import { useSignal } from '@preact/signals'
import type { Breakable, Breaking } from '../../../src/api.ts'
import { source } from '../shell/state.ts'
import { type Guess, guesses } from './guesses.ts'

interface ThingProps {
  readonly thing: Breakable
  readonly allowed: boolean
  done(answer: Breaking): void
}

/** Something to break. First comes what one thinks will happen, and only then the button. */
export function Thing({ thing, allowed, done }: ThingProps) {
  const open = useSignal(false)
  const guess = useSignal<Guess | undefined>(undefined)
  const broke = useSignal(false)
  const problem = useSignal('')
  const act = async (id: string) => {
    problem.value = ''
    try {
      done(await source.breakIt(id))
      broke.value = id === thing.id
    } catch (error) {
      problem.value = error instanceof Error ? error.message : 'It did not work.'
    }
  }
  return (
    <li class={thing.broken ? 'card thing broken' : 'card thing'}>
      <div class="row">
        <b>{thing.title}</b>
        {thing.broken && <span class="chip undo">broken now</span>}
        {thing.broken && thing.undo && allowed && (
          <button type="button" onClick={() => void act(thing.undo ?? '')}>
            Make it well
          </button>
        )}
        {!thing.broken && (
          <button type="button" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
            {open.value ? 'Leave it' : 'Break it…'}
          </button>
        )}
      </div>
      {open.value && (
        <fieldset>
          <legend>{thing.asks}</legend>
          {guesses.map((one) => (
            <label key={one.id} class={guess.value?.id === one.id ? 'pick on' : 'pick'}>
              <input
                type="radio"
                name={`guess-${thing.id}`}
                checked={guess.value?.id === one.id}
                onChange={() => (guess.value = one)}
              />
              {one.says}
            </label>
          ))}
          {!thing.broken && (
            <button type="button" class="main" disabled={!guess.value || !allowed} onClick={() => void act(thing.id)}>
              {guess.value ? 'Do it, and see' : 'First say what you think'}
            </button>
          )}
        </fieldset>
      )}
      {broke.value && (
        <p class="note" role="status">
          You thought: {guess.value?.says.toLowerCase()}. What happens: {thing.happens}
        </p>
      )}
      {problem.value && (
        <p class="note undo" role="alert">
          {problem.value}
        </p>
      )}
    </li>
  )
}
