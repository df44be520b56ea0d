import { href } from './router.ts'

export function Nowhere() {
  return (
    <div class="nothing">
      <h1>There is nothing here</h1>
      <p>
        The address is wrong, or what it named is gone. <a href={href('/')}>To the shop</a>
      </p>
    </div>
  )
}
