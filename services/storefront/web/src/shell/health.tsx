import { useEffect, useState } from 'preact/hooks'
import type { Account } from '../../../src/api.ts'
import { becomeSomebody, figures, loginTrouble, me, reachable, source, status } from './state.ts'

/** How the shop is, and who one is, at the top of every page. */
export function Health() {
  const services = status.value?.services ?? []
  const up = services.filter((service) => service.up).length
  const deaf = status.value?.can.live === false
  const all = services.length > 0 && up === services.length && !deaf
  return (
    <div class="health">
      {!reachable.value && (
        <span class="undo" role="status">
          <span class="dot" /> the shop does not answer
        </span>
      )}
      {reachable.value && services.length > 0 && (
        <span
          class={all ? 'good' : 'undo'}
          title={services.map(({ name, why }) => (why ? `${name}: ${why}` : name)).join('\n')}
        >
          <span class="dot" /> {up} of {services.length} up{deaf && ', no events'}
        </span>
      )}
      <Figures />
      <Who />
      {loginTrouble.value && (
        <span class="undo" role="alert">
          {loginTrouble.value}
        </span>
      )}
    </div>
  )
}

const rateOf = (rate: number) => (rate >= 0.05 && rate < 10 ? rate.toFixed(1) : Math.round(rate))

function Figures() {
  const shop = figures.value
  if (!shop) return null
  const lag = shop.services.reduce((sum, service) => sum + (service.lag ?? 0), 0)
  return (
    <>
      <span class="wordy">{rateOf(shop.kafka.eventsPerSecond)} events/s</span>
      <span class="wordy">lag {lag}</span>
    </>
  )
}

function Who() {
  const [accounts, setAccounts] = useState<readonly Account[]>([])
  useEffect(() => {
    source.accounts().then(setAccounts, () => {})
  }, [me.value === undefined])
  if (accounts.length === 0) return null
  return (
    <span>
      <label class="unseen" for="who">
        Who you are
      </label>
      <select
        id="who"
        value={me.value?.account?.name ?? ''}
        onChange={({ currentTarget }) => void becomeSomebody(currentTarget.value)}
      >
        <option value="">a visitor</option>
        {accounts.map(({ name, role, recipient }) => (
          <option key={name} value={name}>
            {role === 'keeper' ? `${recipient.name}, keeper` : recipient.name}
          </option>
        ))}
      </select>
    </span>
  )
}
