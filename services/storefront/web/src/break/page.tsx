import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import '../look/break.css'
import type { Breaking } from '../../../src/api.ts'
import { everySoOften } from '../shell/every-so-often.ts'
import { source } from '../shell/state.ts'
import { Thing } from './thing.tsx'
import { toBreak } from './to-break.ts'
import { Verdict } from './verdict.tsx'
import { Watched } from './watched.tsx'

const groups: Readonly<Record<string, string>> = {
  service: 'Services',
  relay: 'The relay',
  kafka: 'Kafka',
  outside: 'The world outside',
  events: 'Events',
}

/** Things to break on purpose, and what the judge says meanwhile. */
export function BreakPage() {
  const breaking = useSignal<Breaking | undefined>(undefined)
  const problem = useSignal<string | undefined>(undefined)
  useEffect(
    () =>
      everySoOften(2_500, async () => {
        await source.breaking().then(
          (answer) => {
            breaking.value = answer
            problem.value = undefined
          },
          (error: unknown) => (problem.value = error instanceof Error ? error.message : 'It cannot be asked.'),
        )
      }),
    [],
  )
  const things = toBreak(breaking.value?.things ?? [])
  const judge = async () => {
    breaking.value = await source.breakIt('judge').catch(() => breaking.value)
  }
  return (
    <>
      <div class="bar">
        <h1>Break it</h1>
        <span class="soft">no order is lost, charged twice, mailed twice or left hanging, whatever fails. Try.</span>
      </div>
      {problem.value && <p class="note undo">{problem.value}</p>}
      {breaking.value && !breaking.value.allowed && (
        <p class="note">{breaking.value.why ?? 'This stack does not let you break it.'}</p>
      )}
      <div class="breaking">
        <div class="things">
          {Object.entries(groups).map(([group, title]) => {
            const here = things.filter((thing) => thing.group === group)
            return (
              here.length > 0 && (
                <section key={group}>
                  <h2>{title}</h2>
                  <ul>
                    {here.map((thing) => (
                      <Thing
                        key={thing.id}
                        thing={thing}
                        allowed={breaking.value?.allowed === true}
                        done={(answer) => {
                          breaking.value = answer
                          void judge()
                        }}
                      />
                    ))}
                  </ul>
                </section>
              )
            )
          })}
        </div>
        <aside>
          <Verdict verdict={breaking.value?.verdict} ask={breaking.value?.allowed ? judge : undefined} />
          <Watched />
        </aside>
      </div>
    </>
  )
}
