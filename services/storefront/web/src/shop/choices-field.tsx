import type { Choice } from './choices.ts'

interface ChoicesProps {
  readonly name: string
  readonly title: string
  readonly choices: readonly Choice[]
  readonly chosen: string
  choose(value: string): void
}

/** Things to choose one of, and what the chosen one does. */
export function Choices({ name, title, choices, chosen, choose }: ChoicesProps) {
  const does = choices.find(({ value }) => value === chosen)
  return (
    <fieldset>
      <legend>{title}</legend>
      {choices.map((choice) => (
        <label key={choice.value} class={choice.value === chosen ? 'pick on' : 'pick'}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === chosen}
            onChange={() => choose(choice.value)}
          />
          {choice.name}
        </label>
      ))}
      {does && (
        <small class="does">
          <code>{does.value}</code> {does.does}
        </small>
      )}
    </fieldset>
  )
}
