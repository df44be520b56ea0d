/** The lists of an answer like `{"charges":[{…},{…}],"refunds":[…]}`, one object after the other: the whole never stands in memory. */
export async function* jsonLists(url: string): AsyncGenerator<{ list: string; item: unknown }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) })
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`)
  const split = splitter()
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) yield* split(text)
}

const [quote, backslash, open, close] = ['"', '\\', '{', '}'].map((sign) => sign.charCodeAt(0))

/** Finds the objects two levels deep, however the text is cut into pieces. */
function splitter() {
  let [depth, inText, escaped, list, rest] = [0, false, false, '', '']
  let start = 0

  return function* split(piece: string) {
    const from = rest.length
    const text = rest + piece
    for (let at = from; at < text.length; at++) {
      const sign = text.charCodeAt(at)
      if (inText) [inText, escaped] = [escaped || sign !== quote, !escaped && sign === backslash]
      else if (sign === quote) inText = true
      else if (sign === open && ++depth === 2) {
        list = /"([^"]*)":\[$/.exec(text.slice(start, at))?.[1] ?? list
        start = at
      } else if (sign === close && depth-- === 2) {
        yield { list, item: JSON.parse(text.slice(start, at + 1)) as unknown }
        start = at + 1
      }
    }
    rest = text.slice(start)
    start = 0
  }
}
