import type { Server } from '@saga-shop/runtime'
import { Status } from '../api.ts'
import type { openStatus } from './status.ts'

/** What works, and what does not. */
export const statusRoutes = (app: Server, status: ReturnType<typeof openStatus>) =>
  app.get(
    '/api/status',
    { schema: { summary: 'What works, and what does not', response: { 200: Status } } },
    async () => await status(),
  )
