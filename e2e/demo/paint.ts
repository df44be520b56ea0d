import type { Service } from '@saga-shop/contracts'

/** What has a colour of its own: each service, what went well, what was undone, and what matters less. */
export type Colour = Service | 'good' | 'undo' | 'soft'

/** Colours a text, or leaves it as it is where colours are not wanted or not known. */
export type Paint = (colour: Colour, text: string) => string

type Rgb = readonly [number, number, number]

// The dark sheet of the shop's look: terminals mostly are. Shape or text always says it too.
const colours: Record<Colour, Rgb> = {
  basket: [240, 166, 58],
  order: [90, 176, 234],
  payment: [63, 199, 159],
  shipping: [229, 140, 192],
  email: [147, 174, 240],
  good: [63, 199, 159],
  undo: [255, 138, 92],
  soft: [154, 155, 166],
}

export const plain: Paint = (_colour, text) => text

/** The paint that fits a stream: 24-bit or 256 colours, or none. `NO_COLOR` and `TERM=dumb` are heard. */
export function paintFor(stream: { isTTY?: boolean; getColorDepth?: () => number }): Paint {
  const depth = stream.isTTY ? (stream.getColorDepth?.() ?? 1) : 1
  if (depth < 8) return plain
  const code = depth >= 24 ? ([r, g, b]: Rgb) => `2;${r};${g};${b}` : (rgb: Rgb) => `5;${inCube(rgb)}`
  return (colour, text) => `\u001b[38;${code(colours[colour])}m${text}\u001b[39m`
}

/** The nearest colour of the 6×6×6 cube that terminals with 256 colours have. Its levels are 0, 95, 135, 175, 215, 255. */
function inCube(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => (part < 48 ? 0 : Math.max(1, Math.round((part - 55) / 40))))
  return 16 + 36 * r + 6 * g + b
}
