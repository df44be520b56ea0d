/** What `docker compose` is given on: its settings come from the environment, too. */
export const surroundings: NodeJS.ProcessEnv = process.env
