import type { Kind } from '@saga-shop/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carriedAlong, type Road, roads } from './carrier.fixtures.ts'
import { isOver } from './shipment.ts'
import { Story } from './story.fixtures.ts'

type Event = 'requested' | 'confirmed' | 'cancelled'
type Outcome = { readonly id: string; readonly kind: Kind<unknown>; readonly data: unknown }

/** Everything that can happen next; which one of several, a die says. */
function movesOf(story: Story, parcel: ReturnType<typeof carriedAlong>, events: readonly Event[]) {
  const coming = [...events]
  const known: Outcome[] = [] // to the worker, who has not handed them in yet
  const past: (() => unknown)[] = []
  const happen = (what: () => unknown) => {
    past.push(what)
    what()
  }
  return {
    hearAnEvent: (die: number) => {
      for (const event of coming.splice(die % (coming.length || 1), 1)) happen(() => story[event]())
    },
    travelOn: () => parcel.travelOn(),
    /** Perhaps for the second time: what was known got lost, or takes long to be handed in. */
    callTheCarrier: (die: number) => {
      const call = pick(story.due, die)
      const data = call && parcel.answer(call)
      if (data) known.push({ id: call.id, kind: { name: `${call.kind}.answered` }, data })
    },
    handInAnOutcome: (die: number) => {
      for (const { id, kind, data } of known.splice(die % (known.length || 1), 1)) {
        story.settle(id)
        happen(() => story.hear(kind, data))
      }
    },
    hearAgain: (die: number) => pick(past, die)?.(),
  }
}

const pick = <Item>(items: readonly Item[], die: number) => items[die % (items.length || 1)]

/** The dice say what happens; then all that is left happens, until nothing more does. */
function play(road: Road, events: readonly Event[], dice: readonly number[]) {
  const story = new Story()
  const { hearAgain, hearAnEvent, ...carrying } = movesOf(story, carriedAlong(road), events)
  const carryOn = () => {
    for (let round = 0; round < 10; round++) for (const move of Object.values(carrying)) move(round)
  }
  const all = [hearAnEvent, hearAgain, ...Object.values(carrying), carryOn]
  for (const die of dice) pick(all, die)?.(die >> 3)
  for (let rest = 0; rest < 4; rest++) {
    hearAnEvent(rest)
    carryOn()
  }
  return story
}

const anything = {
  road: fc.constantFrom(...(Object.keys(roads) as Road[])),
  events: fc.subarray(['requested', 'confirmed', 'cancelled'] as const),
  dice: fc.array(fc.nat(1 << 16), { maxLength: 60 }),
}
const check = (holds: (story: Story, heard: (event: string) => boolean, road: Road) => void) =>
  fc.assert(
    fc.property(fc.record(anything), ({ road, events, dice }) =>
      holds(play(road, events, dice), (event) => events.some((name) => name === event), road),
    ),
    { numRuns: 2_000 },
  )

const returns = ({ news }: Story) => news.filter((what) => what.startsWith('OrderReturned'))

test('a parcel is returned once if it was paid and cancelled, undeliverable or lost, and otherwise never', () => {
  check((story, heard, road) => {
    const failing = heard('requested') && (road === 'undeliverable' || road === 'lost')
    expect(returns(story)).toHaveLength(heard('confirmed') && (heard('cancelled') || failing) ? 1 : 0)
  })
})

test('a paid order with an address has one end: returned, or delivered for good', () => {
  check((story, heard) => {
    if (!heard('requested') || !heard('confirmed')) return
    expect(story.shipment && isOver(story.shipment)).toBe(true)
    expect(story.due).toEqual([])
    expect(story.news.at(-1)).toMatch(/^(OrderReturned|OrderDelivered)/)
    if (story.shipment?.status === 'delivered') expect(returns(story)).toEqual([])
  })
})

test('nothing is announced twice, and of an order that was never paid nothing at all', () => {
  check((story, heard) => {
    expect(new Set(story.news).size).toBe(story.news.length)
    if (!heard('confirmed')) expect([story.news, story.due]).toEqual([[], []])
  })
})

test('news is owed from the payment until nothing more is to come, and of an order that was never paid nothing is', () => {
  check((story, heard) => {
    const goesOn = heard('confirmed') && !(story.shipment && isOver(story.shipment))
    expect(story.deadlines.running()).toEqual(goesOn ? ['parcel-news'] : [])
  })
})

test('why it came back: called back only if cancelled, never left only if it was not shipped', () => {
  check((story, heard, road) => {
    const [why] = returns(story)
    const wasShipped = story.news.includes('OrderShipped')
    if (why === 'OrderReturned NEVER_LEFT') expect([heard('cancelled'), wasShipped]).toEqual([true, false])
    if (why === 'OrderReturned RECALLED') expect([heard('cancelled'), wasShipped]).toEqual([true, true])
    if (why === 'OrderReturned UNDELIVERABLE') expect(road).toBe('undeliverable')
    if (why === 'OrderReturned LOST') expect(road).toBe('lost')
  })
})

test('an address is forgotten unless the order may still be confirmed', () => {
  check((story, heard) => {
    const waits = heard('requested') && !heard('confirmed') && !heard('cancelled')
    expect(JSON.stringify([story.shipment, story.due]).includes('Ada')).toBe(waits)
  })
})
