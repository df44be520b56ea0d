import { setTimeout as sleep } from 'node:timers/promises'
import { judge, type Verdict } from '../../judge/index.ts'
import { theShopComesToRest } from '../../judge/invariants/standing.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

/** Something that is not as promised. */
export interface Finding {
  readonly promise: string
  readonly where: string
  readonly what: string
}

/** Promises that the judge cannot see: what customers were told. */
export const acceptedIsKept = 'Every order that a customer was told of exists'
export const askedTwiceIsOne = 'A checkout that is asked for twice is one order'
export const shopComesToRest = theShopComesToRest.name

// A sound shop needs about ten seconds after a kill: a group misses a dead member for six.
const patience = 25

/** What is wrong with the shop once it had time to come to rest. */
export async function findingsIn(
  stage: Stage,
  { repeats = false, parked = false }: Pick<Scene, 'repeats' | 'parked'>,
): Promise<Finding[]> {
  const verdict = await judge(stage.stack, { wait: patience, repeats, parked })
  return [...broken(verdict), ...(await forgotten(stage)), ...doubled(stage)]
}

/** By which a finding is known again, whatever it says in figures. */
export const keyOf = ({ promise, where }: Finding) => `${promise} | ${where}`

const broken = ({ sections }: Verdict): Finding[] =>
  sections.flatMap(({ rulings }) =>
    rulings.flatMap(({ name, violations }) => violations.map((violation) => ({ promise: name, ...violation }))),
  )

/** The judge knows only what was written down; a customer knows what was said. */
async function forgotten({ accepted, shop }: Stage): Promise<Finding[]> {
  const known = await Promise.all(accepted.map(async (id) => [id, await exists(shop, id)] as const))
  const missing = known.flatMap(([id, exists]) => (exists ? [] : [id]))
  return missing.map((id) => ({
    promise: acceptedIsKept,
    where: `order ${id}`,
    what: 'was accepted, and nobody knows it',
  }))
}

const doubled = ({ doubled }: Stage): Finding[] =>
  doubled.map((id) => ({ promise: askedTwiceIsOne, where: `order ${id}`, what: 'has a twin' }))

async function exists(shop: Stage['shop'], id: string): Promise<boolean> {
  const found = await Promise.race([shop.order(id).then(Boolean, () => false), sleep(3_000, false)])
  return found
}
