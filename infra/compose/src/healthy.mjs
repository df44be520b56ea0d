// The health check of every Node container: healthy is who says over HTTP that it is ready, or whatever else it is asked.
// Plain JavaScript and the smallest client there is: it starts every few seconds, in every container.
import { get } from 'node:http'

const [port = 3000, path = '/health/ready'] = process.argv.slice(2)
const request = get({ port, path, timeout: 3_000 }, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1)
})
request.on('timeout', () => process.exit(1))
request.on('error', () => process.exit(1))
