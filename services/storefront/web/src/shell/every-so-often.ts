/**
 * Does something now and again after a pause, one at a time, as long as the page is looked at. Answers how to stop it.
 */
export function everySoOften(milliseconds: number, work: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  const turn = async () => {
    if (!document.hidden) await work().catch(() => {}) // whoever asks shows what is wrong; the next turn comes anyway
    if (!stopped) timer = setTimeout(turn, milliseconds)
  }
  void turn()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
