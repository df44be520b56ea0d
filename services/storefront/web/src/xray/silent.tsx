import type { Trail } from '../../../src/api.ts'
import { clock, duration } from '../story/words.ts'
import { whoAnswers } from './graph.ts'

/**
 * Who could not be asked, and what is still under way: so that nobody takes a part for the whole. It is read out when
 * it changes, but for what counts on.
 */
export function Silent({ trail }: { readonly trail: Trail }) {
  const { parts, calls, deadlines, complete } = trail
  const missing = Object.values(parts).filter((part) => 'missing' in part)
  const now = Date.parse(trail.askedAt)
  if (complete && calls.length === 0 && deadlines.length === 0) return null
  return (
    <div class="notes" role="status">
      {missing.map((part) => (
        <p key={part.service} class="note undo">
          <b class={part.service}>{part.service}</b>: {part.missing} What only it knows is missing below; it is asked
          again.
        </p>
      ))}
      {!complete && missing.length === 0 && (
        <p class="note undo">This is what was heard live; the services have not been asked yet.</p>
      )}
      {calls.map(({ id, service, name, attempts, since, parked }) => (
        <p key={id} class="note">
          <b class={service}>{service}</b> waits for the {whoAnswers(service, name)}: <code>{name}</code>
          <span class="unseen">, since {clock(since).slice(0, 8)} UTC</span>
          <span aria-hidden="true">, for {duration(now - Date.parse(since))}</span>
          {attempts > 1 && `, tried ${attempts} times`}
          {parked && `; nobody tries any more: ${parked}`}.
        </p>
      ))}
      {deadlines.map(({ service, name, dueAt }) => (
        <p key={`${service} ${name}`} class="note">
          A clock runs at <b class={service}>{service}</b>: <code>{name}</code>, until {clock(dueAt).slice(0, 8)} UTC.
        </p>
      ))}
    </div>
  )
}
