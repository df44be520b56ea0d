// The health check of every Node container: healthy is who says over HTTP that it is ready.
// Plain JavaScript and the smallest client there is: it starts every few seconds, in every container.
import { get } from 'node:http'

const [port = 3000] = process.argv.slice(2)
const request = get({ port, path: '/health/ready', timeout: 3_000 }, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1)
})
request.on('timeout', () => process.exit(1))
request.on('error', () => process.exit(1))
