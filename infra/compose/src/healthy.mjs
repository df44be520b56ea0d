// The health check of every Node container: healthy is who says over HTTP that it is ready, or whatever else it is asked.
// Plain JavaScript and the smallest client there is: it starts every few seconds, in every container.
const [port = 3000, path = '/health/ready'] = process.argv.slice(2)
// biome-ignore lint/style/noProcessEnv: it is all that this file would import
const { HTTP_TLS_CA: authority, HTTP_TLS_CERT: identity, HTTP_TLS_KEY: key = identity } = process.env

const { get } = await (identity ? import('node:https') : import('node:http'))
const request = get({ port, path, timeout: 3_000, ...(identity && (await certificates())) }, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1)
})
request.on('timeout', () => process.exit(1))
request.on('error', () => process.exit(1))

/** The process asks itself, with the certificate that it has. */
async function certificates() {
  const { readFileSync } = await import('node:fs')
  return { ca: authority && readFileSync(authority), cert: readFileSync(identity), key: readFileSync(key) }
}
