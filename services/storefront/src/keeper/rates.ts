// Over how many seconds a rate is taken.
const seconds = 10

/** Counts what happens, by name, and says how much of it there was in a second lately. */
export function openRates(now: () => number = Date.now) {
  const counts = new Map<string, number[]>()
  const slot = () => Math.floor(now() / 1_000)
  let newest = slot()

  function forget() {
    const current = slot()
    for (const kept of counts.values())
      for (let second = Math.max(newest + 1, current - seconds); second <= current; second++)
        kept[second % (seconds + 1)] = 0
    newest = current
  }

  return {
    count: (name: string) => {
      forget()
      const kept = counts.get(name) ?? Array.from({ length: seconds + 1 }, () => 0)
      counts.set(name, kept)
      const at = newest % (seconds + 1)
      kept[at] = (kept[at] ?? 0) + 1
    },
    perSecond: (name: string) => {
      forget()
      const sum = (counts.get(name) ?? []).reduce((total, count) => total + count, 0)
      return Math.round((sum / seconds) * 10) / 10
    },
  }
}

export type Rates = ReturnType<typeof openRates>
