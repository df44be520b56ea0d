import { type Milestone, milestones, type OrderStory, toneOf } from '../story/order-story.ts'

const inWords: Readonly<Record<Milestone, string>> = {
  requested: 'ordered',
  validated: 'checked',
  paid: 'paid',
  confirmed: 'confirmed',
  shipped: 'shipped',
  delivered: 'delivered',
}

/** How far an order has come. What was reached is filled; in an order that was called off, in the colour of that. */
export function Steps({ story }: { readonly story: OrderStory }) {
  const tone = toneOf(story.status) === 'undo' ? 'undo' : 'good'
  return (
    <ol class="steps">
      {milestones.map((step) => {
        const done = story.reached.includes(step)
        return (
          <li key={step} class={done ? tone : ''}>
            <span aria-hidden="true" />
            {inWords[step]}
            {!done && <span class="unseen">, not reached</span>}
          </li>
        )
      })}
    </ol>
  )
}
