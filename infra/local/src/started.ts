import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** When the process with this pid started, in whatever unit the system counts; undefined when there is none. With the pid it names a process for good. */
export function startOf(pid: number): string | undefined {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
  } catch {
    return undefined
  }
}

/** Field 22 of stat, counted behind the command, which may hold anything. A zombie no longer runs. */
function fromProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? undefined : fields[19]
}

function fromPs(pid: number): string | undefined {
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
}
