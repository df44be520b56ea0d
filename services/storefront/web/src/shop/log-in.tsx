import { useEffect, useState } from 'preact/hooks'
import type { Account } from '../../../src/api.ts'
import { becomeSomebody, source } from '../shell/state.ts'

/** The demo's accounts have no passwords: choosing one is logging in. */
export function LogIn() {
  const [accounts, setAccounts] = useState<readonly Account[]>([])
  useEffect(() => {
    source.accounts().then(setAccounts, () => {})
  }, [])
  return (
    <section class="card">
      <h2>Who is shopping?</h2>
      <p class="soft">These are accounts of the demo, without passwords. A customer sees their own orders only.</p>
      <div class="who">
        {accounts.map(({ name, role, recipient }) => (
          <button key={name} type="button" onClick={() => void becomeSomebody(name)}>
            {recipient.name}
            {role === 'keeper' && <small>keeper</small>}
          </button>
        ))}
      </div>
    </section>
  )
}
