/** The lists of an answer like `{"charges":[{…},{…}],"refunds":[…]}`, one object after the other: the whole never stands in memory. */
export async function* jsonLists(url: string): AsyncGenerator<{ list: string; item: unknown }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) })
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`)
  const split = splitter()
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) yield* split(text)
}

/** Finds the objects two levels deep, however the text is cut into pieces. */
function splitter() {
  const signs = /["\\{}]/g
  let depth = 0
  let inText = false
  let list = ''
  let rest = ''

  return function* split(piece: string) {
    const text = rest + piece
    let start = 0
    let end = signs.lastIndex // where the last piece ended, or one further if that was a backslash
    for (let found = signs.exec(text); found; found = signs.exec(text)) {
      const [sign] = found
      end = signs.lastIndex
      if (sign === '"') inText = !inText
      else if (sign === '\\')
        end = signs.lastIndex += 1 // whatever it escapes, perhaps in the next piece
      else if (!inText && sign === '{' && ++depth === 2) {
        list = /"([^"]*)":\[$/.exec(text.slice(start, found.index))?.[1] ?? list
        start = found.index
      } else if (!inText && sign === '}' && depth-- === 2) {
        yield { list, item: JSON.parse(text.slice(start, end)) as unknown }
        start = end
      }
    }
    rest = text.slice(start)
    signs.lastIndex = Math.max(end, text.length) - start
  }
}
