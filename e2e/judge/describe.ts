import { styleText } from 'node:util'
import type { Ruling, Verdict } from './verdict.ts'

const width = 100
const column = 9
const title = width - 3 - 2 * column
const shown = 3

/** The verdict for people: a table of promises, what was found broken, and a last line. In colour where the terminal has any. */
export function describe(verdict: Verdict): string {
  const rows = verdict.sections.flatMap(({ name, rulings }) => [
    '',
    ` ${styleText('bold', name)}`,
    ...rulings.flatMap((ruling) => [row(ruling), ...notes(ruling), ...examples(ruling)]),
  ])
  return [heading(verdict), columns, ...rows, '', ...unrest(verdict), lastLine(verdict)].join('\n')
}

const columns = styleText('dim', `   ${' '.repeat(title)}${'checked'.padStart(column)}${'broken'.padStart(column)}`)

function heading({ orders, records, parked }: Verdict): string {
  const count = Object.values(orders).reduce((sum, orders) => sum + orders, 0)
  const states = Object.entries(orders).map(([status, orders]) => `${number(orders)} ${status}`)
  const line = ` The judge · ${number(count)} orders, ${number(records)} events${parked > 0 ? `, ${number(parked)} parked` : ''}`
  return states.length === 0 ? line : `${line}\n ${styleText('dim', states.join(' · '))}`
}

function row({ name, checked, violations }: Ruling): string {
  const broken = violations.length
  const mark = broken > 0 ? styleText('red', '✗') : styleText('green', '✓')
  return ` ${mark} ${line(name, number(checked), broken > 0 ? styleText('red', number(broken).padStart(column)) : '')}`
}

const line = (name: string, checked: string, broken: string) =>
  `${cut(name, title).padEnd(title)}${styleText('dim', checked.padStart(column))}${broken}`

const notes = ({ notes = [] }: Ruling) =>
  notes.map((note) => styleText('yellow', `     note: ${cut(note, width - 11)}`))

function examples({ violations }: Ruling): string[] {
  const lines = violations
    .slice(0, shown)
    .flatMap(({ what, where }) => [`     ${cut(where, width - 5)}`, styleText('dim', `       ${cut(what, width - 7)}`)])
  const more = violations.length - shown
  return more > 0 ? [...lines, styleText('dim', `     … and ${number(more)} more`)] : lines
}

const unrest = ({ quiet, milliseconds }: Verdict) =>
  quiet === false
    ? [
        styleText(
          'yellow',
          ` After ${seconds(milliseconds.waited)} the shop still had something to do: some of this may be too early to say.`,
        ),
      ]
    : []

function lastLine({ satisfied, sections, milliseconds }: Verdict): string {
  const rulings = sections.flatMap(({ rulings }) => rulings)
  const broken = rulings.filter(({ violations }) => violations.length > 0).length
  const { waited, gathered, judged } = milliseconds
  const times = [
    ...(waited > 0 ? [`waited ${seconds(waited)}`] : []),
    `gathered in ${seconds(gathered)}`,
    `judged in ${seconds(judged)}`,
  ]
  const verdict = satisfied
    ? styleText(['green', 'bold'], `Satisfied: all ${rulings.length} promises were kept.`)
    : styleText(['red', 'bold'], `Not satisfied: ${broken} of ${rulings.length} promises were broken.`)
  return ` ${verdict} ${styleText('dim', times.join(', '))}`
}

const number = (count: number) => count.toLocaleString('en')
const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`
const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text)
