import { readSettings, serviceSettings } from '@saga-shop/runtime'

/** The basket service's settings, read once. */
export const config = readSettings(serviceSettings)
