// Loaded into a process before its own code (`--import`): at each SIGUSR2 its clock jumps, an hour ahead, back, an hour behind, back.
// Timers don't: they go by a clock that nobody sets, as in a real jump.
const hour = 3_600_000
const jumps = [hour, 0, -hour, 0]
let turn = 0
let shift = 0

const RealDate = Date
const now = () => RealDate.now() + shift

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, words, newTarget) => Reflect.construct(target, words.length > 0 ? words : [now()], newTarget),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})

process.on('SIGUSR2', () => {
  shift = jumps[turn++ % jumps.length] ?? 0
})
