/** Collects what comes one by one, and hands it on together a few times a second: a page need not be drawn for each. */
export function together<Item>(hear: (items: readonly Item[]) => void, milliseconds = 120): (item: Item) => void {
  let waiting: Item[] = []
  return (item) => {
    waiting.push(item)
    if (waiting.length > 1) return
    setTimeout(() => {
      const items = waiting
      waiting = []
      hear(items)
    }, milliseconds)
  }
}
