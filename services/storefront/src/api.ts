/**
 * What the storefront answers, as schemas: each is validation, TypeScript type and OpenAPI (`/docs`). The pages import
 * the types from here (`@saga-shop/storefront/api`) and know nothing else of the server. See the README for the routes.
 */
export * from './api/break.ts'
export * from './api/keeper.ts'
export * from './api/live.ts'
export * from './api/login.ts'
export * from './api/orders.ts'
export * from './api/parts.ts'
export * from './api/shop.ts'
export * from './api/trail.ts'
