/**
 * Where the picture is on the reel of events, and how fast it goes. `reel` follows the arrivals of events; `air` moves
 * the dots. Both in milliseconds; `air` runs alone for the length of one flight when a single event is stepped through.
 */
export interface Playhead {
  readonly reel: number
  readonly air: number
  readonly speed: number
  /** Until when the air runs although everything is paused. */
  readonly airUntil: number
}

export const flightTime = 1_150

export const startAt = (now: number): Playhead => ({ reel: now, air: 0, speed: 1, airUntil: 0 })

/** After so many real milliseconds. The reel never runs ahead of what has happened. */
export function advance(head: Playhead, elapsed: number, now: number): Playhead {
  const { reel, air, speed, airUntil } = head
  if (speed > 0) return { ...head, reel: Math.min(now, reel + elapsed * speed), air: air + elapsed * speed }
  return { ...head, air: Math.max(air, Math.min(airUntil, air + elapsed)) }
}

export const pause = (head: Playhead): Playhead => ({ ...head, speed: 0, airUntil: head.air })
export const play = (head: Playhead, speed = 1): Playhead => ({ ...head, speed })

/** Plays one event, and stands still again: the reel goes to its arrival, and the air has time for its flight. */
export const step = (head: Playhead, arrival: number | undefined): Playhead => ({
  ...head,
  speed: 0,
  reel: arrival ?? head.reel,
  airUntil: head.air + flightTime,
})

/** Leaves out what was missed and shows what happens now. */
export const jumpToNow = (head: Playhead, now: number): Playhead => ({ ...head, reel: now, speed: 1 })

/** How far behind the present the picture is; less than a blink is not behind. */
export const behind = ({ reel }: Playhead, now: number) => (now - reel < 250 ? 0 : now - reel)
