// Runs a TypeScript entry of this repository with the Node and the packages it needs:
//   node infra/toolchain/run.mjs <script> [args]
// Plain JavaScript for Node 20 and later: a fresh machine needs nothing but Node with npm.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const tools = join(root, '.tools/node_modules')
const versions = { node: '24.21.0', pnpm: '12.21.0' }

const [script, ...words] = process.argv.slice(2)
if (!script) fail('usage: node infra/toolchain/run.mjs <script> [args]')

const env = { ...process.env }
const node = findNode()
env.NODE_COMPILE_CACHE ??= join(root, '.local/compiled')
env.PATH = [dirname(node), join(tools, '.bin'), env.PATH].join(delimiter)
if (packagesAreDue()) installPackages()
become(node, [join(root, script), ...words])

/** The Node that runs this if it fits, else the one in .tools. */
function findNode() {
  if (sameMajor(process.versions.node, versions.node)) return process.execPath
  const own = join(tools, 'node/bin/node')
  if (!existsSync(own)) fetchTool('node')
  return existsSync(own) ? own : fail(`Node ${versions.node} could not be fetched: install Node 24 yourself.`)
}

/** Whether the packages are missing, or were installed before the lockfile changed. */
function packagesAreDue() {
  const installed = Math.max(changedAt('node_modules/.modules.yaml'), changedAt('node_modules/.installed'))
  return installed < changedAt('pnpm-lock.yaml')
}

/** With the machine's own pnpm if it fits, else with the one in .tools. */
function installPackages() {
  const { stdout } = spawnSync('pnpm', ['--version'], { cwd: root, env, encoding: 'utf8' })
  if (!sameMajor(stdout ?? '', versions.pnpm)) fetchTool('pnpm')
  say('installing packages …')
  run('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only'])
  writeFileSync(join(root, 'node_modules/.installed'), '')
}

function fetchTool(tool) {
  say(`fetching ${tool} ${versions[tool]} into .tools …`)
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error']
  run('npm', ['install', '--prefix', join(root, '.tools'), ...quietly, `${tool}@${versions[tool]}`])
}

/** Shows what it printed only when it failed. */
function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) fail(`${command} ${args[0]} failed: ${error?.message ?? ''}\n${stdout ?? ''}${stderr ?? ''}`)
}

/** Becomes the program, where Node can; otherwise passes signals on and ends as it ends. */
function become(program, args) {
  if (process.execve) process.execve(program, [program, ...args], env)
  const child = spawn(program, args, { env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function changedAt(file) {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function sameMajor(version, other) {
  return version.split('.')[0] === other.split('.')[0]
}

function say(line) {
  process.stderr.write(`saga-shop: ${line}\n`)
}

function fail(line) {
  say(line)
  process.exit(1)
}
