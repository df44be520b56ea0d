/** Keeps one copy of each text that occurs again and again: names, not ids. */
export function oneCopy(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const copy = known.get(text)
    if (copy === undefined) known.set(text, text)
    return copy ?? text
  }
}

/** The key itself where a text repeats it. */
export const sameAs = (key: string, text: string): string => (text === key ? key : text)
