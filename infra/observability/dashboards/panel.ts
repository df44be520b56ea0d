/** A line of a panel: what to ask Prometheus for, and what to call each answer. */
export interface Query {
  readonly expression: string
  /** With `{{label}}` where a label's value shall stand. */
  readonly legend: string
}

export type Unit = 'short' | 's' | 'bytes' | 'percentunit' | 'ops' | 'currencyEUR'

export interface Panel {
  readonly title: string
  /** What a high or low figure means, and where to look next. */
  readonly description: string
  readonly unit: Unit
  readonly queries: readonly Query[]
  /** Lines over time unless it is one number that matters. */
  readonly kind?: 'timeseries' | 'stat'
  /** From where on it is bad. */
  readonly worse?: number
}

export interface Dashboard {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly panels: readonly Panel[]
}

/** One query. */
export const query = (expression: string, legend = ''): Query => ({ expression, legend })

/** A histogram's median and 99th percentile, by a label. */
export const percentiles = (histogram: string, by: string, where = ''): Query[] =>
  [0.5, 0.99].map((share) =>
    query(
      `histogram_quantile(${share}, sum by (${by}, le) (rate(${histogram}_bucket${where}[$__rate_interval])))`,
      `{{${by}}} p${share * 100}`,
    ),
  )
