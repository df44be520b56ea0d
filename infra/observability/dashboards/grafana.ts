import type { Dashboard, Panel } from './panel.ts'

const columns = 24
const heights = { stat: 4, timeseries: 8 }
const widths = { stat: columns / 4, timeseries: columns / 2 }

/** A dashboard as Grafana reads it: panels side by side, in their order. */
export function toGrafana({ name, title, description, panels }: Dashboard) {
  const places = placesOf(panels)
  return {
    uid: `saga-shop-${name}`,
    title: `Saga Shop: ${title}`,
    description,
    tags: ['saga-shop'],
    timezone: 'browser',
    schemaVersion: 39,
    version: 1,
    editable: false,
    refresh: '10s',
    time: { from: 'now-30m', to: 'now' },
    links: [{ type: 'dashboards', tags: ['saga-shop'], title: 'Saga Shop', asDropdown: false, keepTime: true }],
    annotations: { list: [alertsAsMarks] },
    panels: panels.map((panel, index) => ({ id: index + 1, gridPos: places[index], ...toPanel(panel) })),
  }
}

const source = { type: 'prometheus', uid: 'prometheus' }

const alertsAsMarks = {
  name: 'Alerts',
  enable: true,
  iconColor: 'red',
  datasource: source,
  expr: 'ALERTS{alertstate="firing"}',
  titleFormat: '{{alertname}}',
}

const toPanel = ({ title, description, unit, queries, kind = 'timeseries', worse }: Panel) => ({
  title,
  description,
  type: kind,
  datasource: source,
  fieldConfig: { defaults: { unit, min: 0, ...thresholds(worse) }, overrides: [] },
  options:
    kind === 'stat'
      ? { colorMode: 'background', reduceOptions: { calcs: ['lastNotNull'] } }
      : { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
  targets: queries.map(({ expression, legend }, index) => ({
    refId: String.fromCharCode('A'.charCodeAt(0) + index),
    datasource: source,
    expr: expression,
    legendFormat: legend || title,
    ...(kind === 'stat' && { instant: true }),
  })),
})

const thresholds = (worse: number | undefined) => ({
  thresholds: {
    mode: 'absolute',
    steps: [{ color: 'green', value: null }, ...(worse === undefined ? [] : [{ color: 'red', value: worse }])],
  },
})

/** From left to right, row by row. */
function placesOf(panels: readonly Panel[]) {
  let [x, y, rowHeight] = [0, 0, 0]
  return panels.map(({ kind = 'timeseries' }) => {
    const [w, h] = [widths[kind], heights[kind]]
    if (x + w > columns || (rowHeight > 0 && rowHeight !== h)) [x, y] = [0, y + rowHeight]
    rowHeight = h
    const place = { x, y, w, h }
    x += w
    return place
  })
}
