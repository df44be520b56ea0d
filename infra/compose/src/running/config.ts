/** What `docker compose` is given on: its settings come from the environment, too. */
export const surroundings: NodeJS.ProcessEnv = process.env

/** The image that ours stands on, as in the Dockerfile. */
export const nodeImage = process.env['NODE_IMAGE'] ?? 'node:24-trixie-slim'
