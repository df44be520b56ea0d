import type { ProcessName, Stack } from '@saga-shop/local'
import type { Bug } from './bug.ts'
import { type Finding, findingsIn, keyOf } from './findings.ts'
import { patchedCopy } from './patch.ts'
import { openStage, type Stage } from './stage.ts'
import { isSpare, type Theatre } from './theatre.ts'

/** What came of trying a bug. */
export interface Trial {
  readonly bug: Bug
  /** What was found, where the shop was sound before. */
  readonly findings: readonly Finding[]
  readonly orders: number
  readonly faults: number
  readonly seconds: number
  /** Whether nothing had happened in the shop before. */
  readonly fresh: boolean
  /** Why the scene could not be played to its end. */
  readonly stumbled?: string
}

export interface TrialOptions {
  /** Leaves the bug out, and so shows that the scene alone breaks nothing. */
  readonly sound: boolean
}

// What depends on luck gets a second one.
const chances = 2

/** Plays a bug's scene with broken code where it belongs, until something is found. */
export async function tryBug(bug: Bug, theatre: Theatre, { sound }: TrialOptions): Promise<Trial> {
  const { stack, known, fresh } = await theatre.open()
  const copy = patchedCopy([...(bug.aids ?? []), ...(sound ? [] : bug.edits)])
  const stage = openStage(stack, (name) => (bug.runsIn.includes(name) ? copy.folder : undefined))
  const begin = performance.now()
  const tried = (found: Partial<Trial>): Trial => ({
    ...{ bug, fresh, findings: [], orders: stage.accepted.length, faults: stage.faults },
    ...{ seconds: (performance.now() - begin) / 1_000, ...found },
  })
  try {
    return tried({ findings: await foundIn(bug, stage, known, sound ? 1 : chances) })
  } catch (error) {
    return tried({ stumbled: error instanceof Error ? error.message : String(error) })
  } finally {
    await theatre.restore(touchedBy(bug))
    copy.remove()
  }
}

async function foundIn(
  bug: Bug,
  stage: Stage,
  known: ReadonlySet<string>,
  rounds: number,
): Promise<readonly Finding[]> {
  for (let round = 1; ; round++) {
    await cast(bug, stage)
    await bug.scene.play(stage)
    for (const name of bug.runsIn.filter((name) => !isSpare(name))) mustLive(stage.stack, name)
    const findings = (await findingsIn(stage, bug.scene)).filter((finding) => !known.has(keyOf(finding)))
    if (findings.length > 0 || round === rounds) return findings
  }
}

/** Everybody who has a part in it starts afresh. */
async function cast(bug: Bug, stage: Stage): Promise<void> {
  await Promise.all(
    touchedBy(bug).map(async (name) => {
      const process = stage.stack.process(name)
      if (process.pid) await process.stop()
      await stage.start(name, bug.scene.starts?.[name])
      await readyOrDead(stage.stack, name)
      if (!isToldToDie(bug, name)) mustLive(stage.stack, name)
    }),
  )
}

const isToldToDie = ({ scene }: Bug, name: ProcessName) => scene.starts?.[name]?.['CRASH_AT'] !== undefined

/** Code that does not run at all is no bug that anybody would ship. */
function mustLive(stack: Stack, name: ProcessName): void {
  if (!stack.process(name).pid) throw new Error(`${name} does not run: see the end of its log`)
}

/** One that is told to die may not live to be ready. */
async function readyOrDead(stack: Stack, name: ProcessName): Promise<void> {
  const { exited } = stack.process(name)
  await Promise.race([
    stack
      .process(name)
      .ready()
      .catch(() => exited),
    exited,
  ])
}

const touchedBy = ({ runsIn, scene }: Bug): ProcessName[] => [
  ...new Set([...runsIn, ...(Object.keys(scene.starts ?? {}) as ProcessName[])]),
]
