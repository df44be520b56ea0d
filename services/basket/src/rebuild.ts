import { runRebuild } from '@saga-shop/runtime'
import { views } from './views.ts'

await runRebuild({ name: 'basket', settings: async () => (await import('./config.ts')).config, views })
