import { Problem } from './problem.ts'
import { runCommand } from './run-command.ts'
import { say } from './say.ts'
import { parseWords } from './words.ts'

const usage = 'how it is used'

// A command that does what it is told in a word.
await runCommand({
  usage,
  read: (words) => parseWords(words, { allowPositionals: true }, usage).positionals.join(' '),
  run: async (order) => {
    setTimeout(() => say('later'), 100)
    if (order === 'meet a problem') throw new Problem('the shop is closed')
    if (order === 'break') throw new Error('a bug', { cause: 'nobody knows' })
    return order === 'find something' ? 1 : 0
  },
})
