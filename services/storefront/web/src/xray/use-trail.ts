import { useEffect, useState } from 'preact/hooks'
import type { LiveEvent, Trail } from '../../../src/api.ts'
import { source } from '../shell/state.ts'
import { topology } from '../story/topology-of-shop.ts'
import { trailFromEvents } from './timeline.ts'

interface Known {
  readonly trail?: Trail
  readonly problem?: string
}

/** An order's trail, asked anew whenever something happens to it; while nobody answers, what was heard of it live. */
export function useTrail(orderId: string): Known {
  const [known, setKnown] = useState<Known>({})
  useEffect(() => follow(orderId, setKnown), [orderId])
  return known
}

function follow(orderId: string, tell: (update: (known: Known) => Known) => void): () => void {
  const heard: LiveEvent[] = []
  let timer: ReturnType<typeof setTimeout>
  let stopped = false
  const again = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(ask, milliseconds)
  }
  async function ask() {
    try {
      const trail = await source.trail(orderId)
      if (stopped) return
      tell(() => ({ trail }))
      if (isUnderWay(trail)) again(2_500)
    } catch (error) {
      if (stopped) return
      const problem = error instanceof Error ? error.message : 'It cannot be asked.'
      tell(({ trail }) =>
        heard.length > 0
          ? { trail: trailFromEvents(orderId, heard, topology), problem }
          : { ...(trail && { trail }), problem },
      )
      again(5_000)
    }
  }
  const live = source.live({ order: orderId, recent: true }, (event) => {
    heard.push(event)
    again(150)
  })
  void ask()
  return () => {
    stopped = true
    clearTimeout(timer)
    live.close()
  }
}

/** Whether more may come: somebody has not heard yet, a call is open, a clock runs, or somebody did not answer. */
export const isUnderWay = ({ complete, calls, deadlines, events }: Trail) =>
  !complete ||
  calls.length > 0 ||
  deadlines.length > 0 ||
  events.length === 0 ||
  events.some(({ hearings }) => hearings.some(({ verdict }) => verdict === 'on-its-way'))
