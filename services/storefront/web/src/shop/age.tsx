import { useEffect, useState } from 'preact/hooks'
import { agoInWords, hasAged } from './age-in-words.ts'
import { catalogue, catalogueAskedAt } from './basket-state.ts'

/** How old the prices are that one sees. */
export function Age() {
  const [now, setNow] = useState(performance.now())
  useEffect(() => {
    const ticking = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(ticking)
  }, [])
  const seconds = (catalogue.value?.ageSeconds ?? 0) + Math.max(0, now - catalogueAskedAt.value) / 1_000
  const trouble = hasAged(catalogue.value, seconds)
  return (
    <>
      {catalogue.value && <small class={trouble ? 'age undo' : 'age'}>prices as of {agoInWords(seconds)}</small>}
      {/* The seconds are not in here: it is read out when it changes. */}
      <p role="status" class={trouble ? 'note undo old-prices' : 'unseen'}>
        {trouble}
      </p>
    </>
  )
}
