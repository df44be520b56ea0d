import type { Trail } from '../../../src/api.ts'
import { EventName } from '../story/event-name.tsx'
import { shortId } from '../story/topology.ts'
import { duration } from '../story/words.ts'
import { compare } from './compare.ts'

/** Two orders step by step, and which was faster by how much. */
export const Comparison = ({ one, other }: { readonly one: Trail; readonly other: Trail }) => (
  <section class="card pic comparison">
    <table>
      <caption>Step by step, since each began</caption>
      <thead>
        <tr>
          <th scope="col">event</th>
          <th scope="col">{shortId(one.orderId)}</th>
          <th scope="col">{shortId(other.orderId)}</th>
          <th scope="col">differs by</th>
        </tr>
      </thead>
      <tbody>
        {compare(one, other).map((step) => (
          <tr key={`${step.type} ${step.one} ${step.other}`}>
            <th scope="row" class={step.source}>
              <EventName type={step.type} />
            </th>
            <td>{step.one === undefined ? '—' : duration(step.one)}</td>
            <td>{step.other === undefined ? '—' : duration(step.other)}</td>
            <td>{step.one === undefined || step.other === undefined ? '' : signed(step.other - step.one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const signed = (milliseconds: number) => (milliseconds > 0 ? `+${duration(milliseconds)}` : duration(milliseconds))
