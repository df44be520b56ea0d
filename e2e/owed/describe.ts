import type { OwedItem } from '@saga-shop/runtime/answers'
import { byOrder, type Told } from './collect.ts'

/** Says it for people: order by order, who owes it what, since when, and what that hangs on. */
export function describe(told: readonly Told[], now = Date.now()): string {
  const orders = byOrder(told).flatMap(({ orderId, owed }) => [
    ` order ${orderId}`,
    ...owed.flatMap((one) => [`   ${headline(one)}`, `     ${details(one, now)}`]),
    '',
  ])
  const silent = told.flatMap((one) => ('silent' in one ? [` ! ${one.service} could not be asked: ${one.silent}`] : []))
  return [...orders, ...silent, ` ${summary(told)}`].join('\n')
}

const headline = ({ by, owes, overdueSeconds }: OwedItem) => `${overdueSeconds === null ? '·' : '✗'} ${by} owes ${owes}`

function details({ since, overdueSeconds, waitsFor, toldBy }: OwedItem & { toldBy: string }, now: number) {
  const began = `since ${since.slice(11, 19)} UTC (${span((now - Date.parse(since)) / 1_000)})`
  const over = overdueSeconds === null ? 'in time' : `overdue by ${span(overdueSeconds)}`
  const calls = waitsFor.map(({ call, attempts }) => `${call}, ${attempts} attempt${attempts === 1 ? '' : 's'}`)
  return [began, over, `says ${toldBy}`, ...(calls.length > 0 ? [`hangs on ${calls.join('; ')}`] : [])].join(' · ')
}

function summary(told: readonly Told[]) {
  const sum = (figure: 'total' | 'overdue') => told.reduce((all, one) => all + ('owed' in one ? one[figure] : 0), 0)
  const shown = told.reduce((all, one) => all + ('owed' in one ? one.owed.length : 0), 0)
  const more = sum('total') - shown
  if (sum('total') === 0)
    return told.some((one) => 'silent' in one) ? 'Nothing is owed, as far as is known.' : 'Nothing is owed.'
  return `${sum('total')} owed, ${sum('overdue')} overdue.${more > 0 ? ` ${more} more are not shown.` : ''}`
}

const span = (seconds: number) =>
  seconds < 120
    ? `${Math.round(seconds)} s`
    : seconds < 7_200
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3_600)} h`
