/** A line on stdout: what was asked for. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** A line on stderr: how it goes, and what is in the way. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
