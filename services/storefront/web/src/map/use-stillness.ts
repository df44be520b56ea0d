import { useEffect, useState } from 'preact/hooks'

/** Whether this person wants things not to move. */
export function useStillness(): boolean {
  const query = matchMedia('(prefers-reduced-motion: reduce)')
  const [still, setStill] = useState(query.matches)
  useEffect(() => {
    const change = () => setStill(query.matches)
    query.addEventListener('change', change)
    return () => query.removeEventListener('change', change)
  }, [])
  return still
}
