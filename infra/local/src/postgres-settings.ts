/** Settings for a small machine with many clusters; durable as in production unless told otherwise. */
const settings = {
  listen_addresses: '127.0.0.1',
  max_connections: '100',
  shared_buffers: '48MB',
  io_method: 'sync',
  jit: 'off',
  wal_level: 'logical',
  track_commit_timestamp: 'on', // so that people can be shown when a transaction committed
  max_wal_size: '1GB',
  max_slot_wal_keep_size: '4GB',
  wal_sender_timeout: '10s',
  max_logical_replication_workers: '0',
  log_checkpoints: 'off',
  timezone: 'UTC',
}

/** For tests: nothing has to survive a power cut. */
export const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** For benches: room to keep what is worked on, and the same durability. */
export const roomy = { shared_buffers: '256MB', max_wal_size: '4GB' }

/** The command line that says so. */
export const postgresSettings = (port: string, more: Record<string, string> = {}): string[] =>
  Object.entries({ port, ...settings, ...more }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
