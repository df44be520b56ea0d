import { bench } from './bench.ts'
import { help, readOptions } from './options.ts'

const options = readOptions(process.argv.slice(2))
if (options === 'help') process.stdout.write(`${help}\n`)
else process.stdout.write(`${JSON.stringify(await bench(options), null, 2)}\n`)
