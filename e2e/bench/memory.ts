import type { Figures } from './processes.ts'

/** Samples memory while a load runs; says what each process took at most, and how it grew. */
export function watchMemory(read: () => Map<string, Figures>, everyMilliseconds: number) {
  const samples: Map<string, Figures>[] = [read()]
  const timer = setInterval(() => samples.push(read()), everyMilliseconds)
  return {
    stop: () => {
      clearInterval(timer)
      samples.push(read())
      return report(samples)
    },
  }
}

function report(samples: readonly Map<string, Figures>[]) {
  const names = [...(samples[0]?.keys() ?? [])]
  const quarter = Math.max(1, Math.floor(samples.length / 4))
  const [first, last] = [samples.slice(0, quarter), samples.slice(-quarter)]
  return {
    peakMb: Object.fromEntries(names.map((name) => [name, Math.round(Math.max(...of(samples, name, 'memoryMb')))])),
    /** Median of the last quarter over the median of the first, of what is not a cache with a size of its own. */
    growth: Object.fromEntries(names.map((name) => [name, ratio(of(last, name, 'ownMb'), of(first, name, 'ownMb'))])),
    totalPeakMb: Math.round(
      Math.max(...samples.map((sample) => [...sample.values()].reduce((sum, { memoryMb }) => sum + memoryMb, 0))),
    ),
  }
}

const of = (samples: readonly Map<string, Figures>[], name: string, figure: 'memoryMb' | 'ownMb') =>
  samples.map((sample) => sample.get(name)?.[figure] ?? 0)
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
const ratio = (last: readonly number[], first: readonly number[]) =>
  Math.round((100 * median(last)) / Math.max(1, median(first))) / 100
