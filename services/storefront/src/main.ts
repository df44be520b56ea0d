import { config } from './config.ts'
import { runStorefront } from './storefront.ts'

await runStorefront(config)
