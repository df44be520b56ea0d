import type { Server } from '@saga-shop/runtime'

/** Pages load what comes from here, and nothing else; nobody may frame them; they send nothing anywhere else. */
const strict = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The page of the API is not ours: it brings styles in its tags. */
const ofDocs = strict.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")

/** What browsers shall hold us to. The runtime's server sets the rest (helmet). */
export function securityHeaders(app: Server) {
  app.addHook('onSend', async (request, reply) => {
    reply.header('content-security-policy', request.url.startsWith('/docs') ? ofDocs : strict)
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
    reply.header('referrer-policy', 'no-referrer')
    if (!reply.hasHeader('cache-control') && request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
}
