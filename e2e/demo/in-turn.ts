/** Runs work in turn with what was asked for before under the same key, whatever became of that; other keys don't wait. */
export function inTurn() {
  const last = new Map<string, Promise<unknown>>()
  return <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const result = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, result)
    return result
  }
}
