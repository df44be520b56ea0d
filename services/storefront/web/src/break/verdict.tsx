import type { Breaking } from '../../../src/api.ts'
import { clock } from '../story/words.ts'

interface VerdictProps {
  readonly verdict: Breaking['verdict'] | undefined
  readonly ask: (() => Promise<void>) | undefined
}

/** What the judge says, who believes nobody. */
export function Verdict({ verdict, ask }: VerdictProps) {
  return (
    <section class="card verdict" aria-labelledby="verdict" aria-live="polite">
      <h2 id="verdict">The judge</h2>
      {!verdict && <p class="soft">It is reading …</p>}
      {verdict && 'missing' in verdict && <p class="soft">{verdict.missing}</p>}
      {verdict && 'value' in verdict && (
        <>
          <p class={verdict.value.held === verdict.value.of ? 'big good' : 'big undo'}>
            {verdict.value.held} of {verdict.value.of}
          </p>
          <p class="soft">promises hold, as of {clock(verdict.value.at).slice(0, 8)} UTC</p>
          <ul>
            {verdict.value.broken.map((promise) => (
              <li key={promise} class="undo">
                ✗ {promise}
              </li>
            ))}
          </ul>
        </>
      )}
      {ask && (
        <p>
          <button type="button" onClick={() => void ask()}>
            Ask it now
          </button>
        </p>
      )}
      <small>It reads every topic, every database, and the books of bank, carrier and mail, and compares.</small>
    </section>
  )
}
