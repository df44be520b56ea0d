/** TLS without anything that a small process would not want to load: see `http-client.ts` for undici's. */

export { kafkaSockets } from './kafka-socket.ts'
export { currentPems, type Pems, type TlsFiles } from './pems.ts'
export { httpServer, manners, renewing, type ServerTls } from './server.ts'
export { serverTls, type TlsSettings, tlsOf } from './settings.ts'
