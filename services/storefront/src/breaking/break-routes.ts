import { HttpProblem, type Server } from '@saga-shop/runtime'
import { type Static, Type } from 'typebox'
import { Breaking, Problem } from '../api.ts'
import type { Context } from '../shop/context.ts'
import { answerOf, expects, passOn } from '../upstream/part.ts'
import { missing, toNoAnswer } from '../upstream/silence.ts'
import { openUpstream } from '../upstream/upstream.ts'

const Controlled = Type.Pick(Breaking, ['things', 'verdict'])
const controlled = expects<Static<typeof Controlled>>(Controlled)
const problems = { 401: Problem, 403: Problem, 404: Problem, 409: Problem, 503: Problem }

const notHere =
  'This shop was not given the power to stop its own parts. Shops of npm run demo and npm start are; in containers, docker compose kill payment breaks it, and docker compose start payment mends it.'

// To start a process takes a while.
const patience = 90_000

/** Breaking things on purpose, where the stack has said how; the keeper’s alone. */
export function breakRoutes(app: Server, { access, config: { CONTROL_URL, CONTROL_TOKEN } }: Context) {
  const control = CONTROL_URL
    ? openUpstream({ name: 'control', urls: CONTROL_URL, atOnce: 8, patience: 2_000 })
    : undefined
  const headers = { authorization: `Bearer ${CONTROL_TOKEN ?? ''}` }
  app.addHook('onClose', async () => control?.close())

  app.get(
    '/api/break',
    { schema: { summary: 'What can be broken here, and what is', response: { 200: Breaking, ...problems } } },
    async (request): Promise<Breaking> => {
      if (!control) return nothing(notHere)
      if (request.caller?.role !== 'keeper') return nothing('Log in as the keeper to break things.')
      try {
        return { allowed: true, ...answerOf('control', await control.ask({ path: '/things', headers }), controlled) }
      } catch (error) {
        return { ...nothing('What breaks things is broken itself.'), verdict: missing(toNoAnswer('control', error)) }
      }
    },
  )

  app.post(
    '/api/break/:id',
    {
      schema: {
        summary: 'Break one, or mend it; `judge` asks the judge for a verdict',
        params: Type.Object({ id: Type.String({ pattern: '^[a-z-]{1,50}$' }) }),
        response: { 200: Breaking, ...problems },
      },
    },
    async (request): Promise<Breaking> => {
      access.keeper(request)
      if (!control) throw new HttpProblem(404, 'not-found', notHere)
      const question = { method: 'POST', path: `/things/${request.params.id}`, headers, patience } as const
      const answer = await control.ask(question)
      passOn('control', answer)
      return { allowed: true, ...answerOf('control', answer, controlled) }
    },
  )
}

const nothing = (why: string): Breaking => ({
  allowed: false,
  why,
  things: [],
  verdict: { missing: 'In a terminal everybody may ask it: npm run judge.', service: 'control', because: 'not-yours' },
})
