/** What is a night's patience in production is a second's in a test. The rest of each rule stays as it is. */
const patience: readonly (readonly [rule: string, production: string, test: string])[] = [
  ['OrderStuck', '> 900', '> 1'],
  ['TransactionsFail', '> 30', '> 1'],
  ['ConsumerBehind', '> 10000', '> 5'],
  ['RelayBehind', '> 100000000', '> 20000'],
  ['RelaySlotInDanger', '< 500000000', '< 4200000000'],
  ['RelayLate', '> 60', '> 2'],
  ['ConsumerStalls', '[15m]', '[1m]'],
  ['ConsumerStalls', '> 3', '> 0'],
]

/** Our rules, told at once, with thresholds that a small fault reaches. */
export function shortened(rules: string): string {
  return patience.reduce(
    (text, [rule, production, test]) => replaced(text, rule, production, test),
    rules.replaceAll(/for: \d+m/g, 'for: 0s'),
  )
}

function replaced(text: string, rule: string, production: string, test: string): string {
  const at = text.indexOf(production, text.indexOf(`alert: ${rule}\n`))
  if (at < 0) throw new Error(`${rule} has no ${production}`)
  return `${text.slice(0, at)}${test}${text.slice(at + production.length)}`
}
