import { figures, status } from '../shell/state.ts'

/** How the shop is while something is broken. */
export function Watched() {
  const shop = figures.value
  return (
    <section class="card" aria-labelledby="watched">
      <h2 id="watched">Meanwhile</h2>
      <ul class="watched">
        {(status.value?.services ?? []).map(({ name, up, why }) => {
          const lag = shop?.services.find((service) => service.name === name)?.lag
          return (
            <li key={name} class="row">
              <span class={name}>
                <span class="dot" aria-hidden="true" /> {name}
              </span>
              <span class={up ? 'soft' : 'undo'}>
                {up ? (lag === null || lag === undefined ? 'up' : `up, lag ${lag}`) : (why ?? 'does not answer')}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
