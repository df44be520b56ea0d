export { Site, type SiteOptions, type Step } from './site.ts'
