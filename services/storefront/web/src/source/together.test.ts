import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { together } from './together.ts'

test('what comes close together is handed on together, in its order, and nothing is left out', async () => {
  const heard: (readonly number[])[] = []
  const tell = together<number>((items) => heard.push(items), 5)
  for (const item of [1, 2, 3]) tell(item)
  await sleep(30)
  tell(4)
  await sleep(30)
  expect(heard).toEqual([[1, 2, 3], [4]])
})
